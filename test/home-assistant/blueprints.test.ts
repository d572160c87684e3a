import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withoutModel } from '../analyse/support/shared-folder.ts';
import { PEDESTRIANS } from '../detect/support/test-models.ts';
import { stampAgo } from '../end-to-end/house.ts';
import { withoutFaceModels } from '../support/face-models.ts';
import { mediaFixture } from '../support/media-fixtures.ts';
import { automate, TOLD } from './blueprint.ts';
import { withEveryHomeAssistant } from './given-rig.ts';
import { enrol, FOUR_FACES, recogniseFaces } from './people.ts';
import { Phone } from './phone.ts';
import { RealHouse } from './real-house.ts';

const RIGHT_HALF = [
  { x: 0.5, y: 0 },
  { x: 1, y: 0 },
  { x: 1, y: 1 },
  { x: 0.5, y: 1 },
];

/** A time of the day, so many hours from now, by the clock of the test's Home Assistant. */
const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString().slice(11, 19);

withEveryHomeAssistant('a blueprint', (rig) => {
  test('tells of somebody in a zone at night, on the phone with a picture, and not by day', async (context) => {
    const house = await RealHouse.open(context, rig());
    const { view } = house;
    const id = await house.addCamera('Garden');
    await house.rest('PATCH', `/cameras/${id}/`, { zones: [{ name: 'Terrace', points: RIGHT_HALF }] });
    const phone = await Phone.register(context, rig(), view, 'Test phone');
    const [garden] = await view.devices('Garden');
    const chosen = { cameras: [garden?.id], zones: ['terrace'], shapes: ['person'] };
    const night = { after: inHours(-1), before: inHours(1) };
    const day = { after: inHours(2), before: inHours(3) };
    await automate(house, 'shape_in_zone_at_night', { ...chosen, ...day });
    await automate(house, 'shape_in_zone_at_night', { ...chosen, ...night, zones: ['Pond'] });
    await automate(house, 'shape_in_zone_at_night', { ...chosen, ...night, phones: [phone.deviceId] });

    await house.upload(await mediaFixture('h264'), `/Garden_00_${stampAgo(10)}.mp4`);
    const push = await phone.push();
    assert.equal(push.message, 'Person in Terrace (Garden)');
    const image = await fetch(`${rig().url}${push.data?.['image']}`, {
      headers: { Authorization: `Bearer ${rig().token}` },
    });
    assert.equal(image.headers.get('content-type'), 'image/jpeg', 'as the app fetches it');
    await view.until(() => view.fired(TOLD).length > 0);
    assert.deepEqual(
      view.fired(TOLD).map(({ data }) => data['message']),
      ['Person in Terrace (Garden)'],
    );
  });

  test('tells of a vehicle, in Home Assistant itself where no phone was chosen', {
    skip: !PEDESTRIANS && 'there is no ../shared/media with a car in it',
  }, async (context) => {
    const house = await RealHouse.open(context, rig());
    const { view } = house;
    await house.addCamera('Drive');
    await view.shows({ 'binary_sensor.drive_car': 'off', 'binary_sensor.drive_truck': 'off' });
    const vehicles = ['binary_sensor.drive_car', 'binary_sensor.drive_truck'];
    await automate(house, 'vehicle', { vehicles, quiet_minutes: 0 });
    await house.upload(PEDESTRIANS ?? '', `/Drive_00_${stampAgo(10)}.jpg`);
    await view.until(() => view.fired(TOLD).length > 0);
    assert.match(String(view.fired(TOLD)[0]?.data['message']), /^Drive (Car|Truck)$/);
    assert.equal(view.fired(TOLD)[0]?.data['image'], '/api/image_proxy/image.drive_last_snapshot');
    const shown = Object.values(Object(await view.client.ask({ type: 'persistent_notification/get' })));
    assert.ok(
      shown.some((notification) => /^Drive (Car|Truck)/.test(Object(notification).message)),
      JSON.stringify(shown),
    );
  });

  test('tells the day in short when its time has come', async (context) => {
    const house = await RealHouse.open(context, rig());
    const { view } = house;
    await house.addCamera('Alley');
    await house.upload(await mediaFixture('picture'), `/Alley_00_${stampAgo(10)}.jpg`);
    await view.until(() => view.fired('concierge_detection').length === 1);
    const automation = await automate(house, 'daily_digest', { at: inHours(3) });
    // As its time does.
    await view.client.call('automation', 'trigger', {}, automation);
    await view.until(() => view.fired(TOLD).length > 0);
    assert.equal(view.fired(TOLD)[0]?.data['message'], '3 person\nAlley: 1 visit');
    const wanted = view.fired('concierge_digest_wanted')[0]?.data['id'];
    assert.equal(view.fired('concierge_digest').find(({ data }) => data['id'] === wanted)?.data['events'], 1);
  });

  test('tells of somebody enrolled and of somebody unknown when a camera uploads their picture', {
    skip: withoutModel || withoutFaceModels,
  }, async (context) => {
    const house = await RealHouse.open(context, rig());
    const { view } = house;
    await house.addCamera('Hall');
    await recogniseFaces(house);
    await enrol(house, 'Clara');
    const [hall] = await view.devices('Hall');
    await view.shows({ 'binary_sensor.clara_presence': 'off', 'sensor.hall_last_face': 'none' });
    await automate(house, 'known_person_arrives', { cameras: [hall?.id], people: ['clara'] });
    await automate(house, 'unknown_face', { cameras: [hall?.id], quiet_minutes: 60 });

    await house.upload(FOUR_FACES, `/Hall_00_${stampAgo(10)}.jpg`);
    await view.until(() => view.fired(TOLD).length >= 2);
    const told = view.fired(TOLD).map(({ data }) => data);
    assert.deepEqual(told.map(({ message }) => message).sort(), ['Clara (Hall)', 'Somebody unknown (Hall)']);
    for (const { image } of told) {
      const face = await fetch(`${rig().url}${image}`, { headers: { Authorization: `Bearer ${rig().token}` } });
      assert.equal(face.headers.get('content-type'), 'image/jpeg', `${image}, as the app fetches it`);
    }
    await view.shows({
      'binary_sensor.clara_presence': 'on',
      'sensor.clara_last_camera': 'Hall',
      'sensor.hall_last_face': 'Clara',
    });
    const known = view.fired('concierge_face').filter(({ data }) => data['type'] === 'face_recognised');
    assert.deepEqual(
      known.map(({ data }) => data['name']),
      ['Clara'],
      'once, and nobody else',
    );
    await view.until(() => !['unknown', undefined].includes(view.state('image.clara_last_face')));
    const { entity_picture: picture } = view.attributes('image.clara_last_face');
    assert.equal((await fetch(`${rig().url}${picture}`)).headers.get('content-type'), 'image/jpeg');
  });

  test('tells of a face that is known, and of one that is not, as the add-on says whose it is', async (context) => {
    const house = await RealHouse.open(context, rig());
    const { view } = house;
    await house.addCamera('Gate');
    const [gate] = await view.devices('Gate');
    const camera_id = gate?.identifiers[0]?.[1].replace('concierge_', '');
    const phone = await Phone.register(context, rig(), view, 'Another phone');
    await automate(house, 'known_person_arrives', {
      cameras: [gate?.id],
      people: ['anna'],
      phones: [phone.deviceId],
    });
    await automate(house, 'unknown_face', { cameras: [gate?.id], quiet_minutes: 0 });
    const face = { camera_id, camera: 'Gate', event_id: 'e', image: '/media/local/concierge/face.jpg' };
    for (const event_data of [
      { ...face, type: 'face_recognised', name: 'Bert' },
      { ...face, type: 'face_recognised', name: 'Anna', camera_id: 'another' },
      { ...face, type: 'face_recognised', name: 'Anna' },
      { ...face, type: 'face_unknown', name: 'unknown-7' },
    ]) {
      await view.client.ask({ type: 'fire_event', event_type: 'concierge_face', event_data });
    }
    assert.deepEqual(await phone.push().then(({ message, data }) => [message, data?.['image'], data?.['tag']]), [
      'Anna (Gate)',
      face.image,
      'concierge_anna',
    ]);
    await view.until(() => view.fired(TOLD).length >= 2);
    assert.deepEqual(
      view
        .fired(TOLD)
        .map(({ data }) => data['message'])
        .sort(),
      ['Anna (Gate)', 'Somebody unknown (Gate)'],
    );
  });
});
