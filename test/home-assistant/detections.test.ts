import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stampAgo } from '../end-to-end/house.ts';
import { mediaFixture } from '../support/media-fixtures.ts';
import { withEveryHomeAssistant } from './given-rig.ts';
import { RealHouse } from './real-house.ts';

withEveryHomeAssistant('what a camera uploads', (rig) => {
  test('shows as a device with entities, their states, a picture and one event', async (context) => {
    const house = await RealHouse.open(context, rig());
    const { view } = house;
    await house.addCamera('Front Door');

    // At once: Home Assistant has heard of the entities, and does not listen to them yet.
    await house.upload(await mediaFixture('picture'), `/Front Door_00_${stampAgo(10)}.jpg`);
    await view.shows({
      'binary_sensor.front_door_motion': 'on',
      'binary_sensor.front_door_person': 'on',
      'binary_sensor.front_door_dog': 'off',
      'sensor.front_door_person_count': '3',
      'sensor.front_door_dog_count': '0',
      'sensor.front_door_last_shape': 'person',
      'switch.front_door_analytics': 'on',
      'binary_sensor.concierge_connection': 'on',
    });
    await house.upload(await mediaFixture('h264'), `/Front Door_00_${stampAgo(8)}.mp4`);
    await house.addOn.line(/found.*mp4/);
    await view.shows({ 'sensor.front_door_queue_length': '0', 'binary_sensor.front_door_person': 'on' });

    const [event, ...others] = view.fired('concierge_detection');
    assert.deepEqual(others, [], 'the clip refines the event of the picture');
    assert.equal(event?.data['camera'], 'Front Door');
    await view.until(() => view.attributes('event.front_door_detection')['event_type'] === 'shape_detected');
    assert.equal(view.attributes('event.front_door_detection')['event_id'], event?.data['event_id']);

    const picture = view.attributes('image.front_door_last_snapshot')['entity_picture'];
    const served = await fetch(`${rig().url}${picture}`);
    assert.equal(served.status, 200, 'through Home Assistant, with the token in the address');
    assert.equal(served.headers.get('content-type'), 'image/jpeg');
    assert.ok((await served.arrayBuffer()).byteLength > 1000);
  });

  test('a device hangs from the hub, and all that is shown belongs to one of the two', async (context) => {
    const house = await RealHouse.open(context, rig());
    await house.addCamera('Garden');
    const [garden] = await house.view.devices('Garden');
    const [hub] = await house.view.devices('Concierge');
    assert.ok(garden && hub);
    assert.equal(garden.via_device_id, hub.id);
    const shapes = ['person', 'bicycle', 'car', 'motorcycle', 'bus', 'truck', 'cat', 'dog'];
    assert.deepEqual(
      (await house.view.entitiesOf(garden.id)).map(({ entity_id }) => entity_id).sort(),
      [
        ...shapes.flatMap((shape) => [`binary_sensor.garden_${shape}`, `sensor.garden_${shape}_count`]),
        'binary_sensor.garden_connection_problem',
        'binary_sensor.garden_motion',
        'button.garden_analyse_last_again',
        'button.garden_clear',
        'event.garden_detection',
        'image.garden_last_face',
        'image.garden_last_snapshot',
        'number.garden_minimum_confidence',
        'select.garden_profile',
        'sensor.garden_analysis_time',
        'sensor.garden_last_detection',
        'sensor.garden_last_face',
        'sensor.garden_last_shape',
        'sensor.garden_last_upload',
        'sensor.garden_queue_length',
        'switch.garden_analytics',
        'switch.garden_face_recognition',
      ].sort(),
    );
  });

  test('switching analytics off in Home Assistant reaches the camera, and shows', async (context) => {
    const house = await RealHouse.open(context, rig());
    const id = await house.addCamera('Drive');
    const entity = 'switch.drive_analytics';
    await house.view.shows({ [entity]: 'on' });
    for (const [service, state, enabled] of [
      ['turn_off', 'off', false],
      ['turn_on', 'on', true],
    ] as const) {
      await house.view.client.call('switch', service, {}, entity);
      await house.view.shows({ [entity]: state });
      assert.equal((await house.rest('GET', `/cameras/${id}/`))['analytics_enabled'], enabled);
    }
  });
});
