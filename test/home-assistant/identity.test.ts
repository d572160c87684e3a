import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stampAgo } from '../end-to-end/house.ts';
import { mediaFixture } from '../support/media-fixtures.ts';
import { withHomeAssistant } from './given-rig.ts';
import { RealHouse } from './real-house.ts';

/** More of each makes a longer test of the same: `CONCIERGE_REPEATS=20`. */
const REPEATS = Number(process.env['CONCIERGE_REPEATS'] ?? 3);

const AT_REST = {
  'binary_sensor.hall_motion': 'off',
  'binary_sensor.hall_person': 'off',
  'sensor.hall_last_shape': 'none',
  'switch.hall_analytics': 'on',
  'binary_sensor.concierge_connection': 'on',
};

withHomeAssistant('who a camera is', (rig) => {
  test('restarts, lost connections and new names leave every entity the one that it was', async (context) => {
    const house = await RealHouse.open(context, rig());
    const id = await house.addCamera('Hall');
    await house.view.shows(AT_REST);
    const identities = await house.view.identities();
    assert.equal(identities.length, 39);

    for (let restart = 0; restart < REPEATS; restart++) {
      await house.restartCore();
      await house.view.shows(AT_REST);
      assert.deepEqual(await house.view.identities(), identities, `after restart ${restart + 1}`);
    }
    for (let drop = 0; drop < REPEATS; drop++) {
      await house.dropWebsocket();
      await house.view.shows(AT_REST);
    }
    for (const name of ['Hallway', 'Flur', 'Entrance', 'Hall 2', 'Hall']) {
      await house.rest('PATCH', `/cameras/${id}/`, { name });
      await house.view.until(async () => (await house.view.devices(name)).length === 1);
    }
    await house.view.shows(AT_REST);
    assert.deepEqual(await house.view.identities(), identities);
    assert.equal((await house.view.devices()).length, 2);
  });

  test('a renamed camera still shows what it sees', async (context) => {
    const house = await RealHouse.open(context, rig());
    const id = await house.addCamera('Porch');
    await house.rest('PATCH', `/cameras/${id}/`, { name: 'Back Porch' });
    await house.upload(await mediaFixture('picture'), `/Back Porch_00_${stampAgo(10)}.jpg`);
    await house.view.shows({ 'binary_sensor.porch_person': 'on', 'sensor.porch_last_shape': 'person' });
  });

  test('a shape that leaves the profile takes its entities away; one that comes back has the same ids', async (context) => {
    const house = await RealHouse.open(context, rig());
    await house.addCamera('Yard');
    const before = await house.view.identities();
    const profile = await house.rest('GET', '/analytics_profiles/1/');
    const all = profile['shapes'] as { id: number; shape: string }[] | number[];
    const ids = all.map((shape) => (typeof shape === 'number' ? shape : shape.id));
    // Ids are COCO's class index plus one: 17 is a dog.
    await house.rest('PATCH', '/analytics_profiles/1/', { shapes: ids.filter((shape) => shape !== 17) });
    await house.view.until(async () => (await house.view.identities()).length === before.length - 2);
    const without = await house.view.identities();
    assert.deepEqual(
      before
        .filter((identity) => !without.includes(identity))
        .map((identity) => identity.split(' = ')[1])
        .sort(),
      ['binary_sensor.yard_dog', 'sensor.yard_dog_count'],
    );
    assert.equal(house.view.state('binary_sensor.yard_dog'), undefined);

    await house.rest('PATCH', '/analytics_profiles/1/', { shapes: ids });
    await house.view.until(async () => (await house.view.identities()).length === before.length);
    assert.deepEqual(await house.view.identities(), before);
    await house.view.shows({ 'binary_sensor.yard_dog': 'off' });
  });

  test('a deleted camera takes its device along and leaves nothing with the broker', async (context) => {
    const house = await RealHouse.open(context, rig());
    const id = await house.addCamera('Shed');
    await house.view.shows({ 'switch.shed_analytics': 'on' });
    const [shed] = await house.view.devices('Shed');
    assert.ok(shed);
    const uuid = shed.identifiers[0]?.[1].replace('concierge_', '');
    await house.rest('DELETE', `/cameras/${id}/`);
    await house.view.until(async () => (await house.view.devices('Shed')).length === 0);
    assert.deepEqual(await house.view.entitiesOf(shed.id), []);
    await house.view.until(() => house.view.state('switch.shed_analytics') === undefined);
    // The device goes first, and what it said after it.
    await house.view.until(async () => (await house.retained(`concierge/cam/${uuid}/#`)).length === 0);
    assert.deepEqual(await house.retained(`homeassistant/device/concierge_${uuid}/#`), []);
  });
});
