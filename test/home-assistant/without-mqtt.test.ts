import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rigFolder } from '../../script/home-assistant-rig/release.ts';
import { HomeAssistantRig } from '../../script/home-assistant-rig/rig.ts';
import { stampAgo } from '../end-to-end/house.ts';
import { mediaFixture } from '../support/media-fixtures.ts';
import { RealHouse } from './real-house.ts';

const folder = rigFolder();

test('without MQTT there are sensors all the same, and MQTT takes them over', {
  skip: !folder.isBuilt,
}, async (context) => {
  const rig = await HomeAssistantRig.start(folder, { mqtt: false });
  context.after(() => rig.stop());
  const house = await RealHouse.open(context, rig);
  const { view } = house;
  const row = await house.rest('POST', '/cameras/', { name: 'Front Door', brand: 'RLC-410', timezone: 'UTC' });
  await view.shows({ 'binary_sensor.front_door_person': 'off', 'sensor.front_door_last_shape': 'none' });
  await house.upload(await mediaFixture('picture'), `/Front Door_00_${stampAgo(10)}.jpg`);
  const seen = {
    'binary_sensor.front_door_person': 'on',
    'binary_sensor.front_door_motion': 'on',
    'sensor.front_door_person_count': '3',
    'sensor.front_door_last_shape': 'person',
  };
  await view.shows(seen);
  await view.until(() => view.fired('concierge_detection').length === 1);
  // Home Assistant makes every device of mobile_app a tracker of the token's user: it must not say where anybody is.
  assert.equal(view.state('device_tracker.front_door'), undefined);
  const before = (await view.entityIds()).filter((id) => id.includes('front_door') && !id.startsWith('device_tracker'));

  await house.rest('PATCH', `/cameras/${row['id']}/`, { name: 'Porch' });
  await view.until(async () => (await view.devicesOf('mobile_app')).some(({ name }) => name === 'Porch'));
  await house.addOn.stop();
  await view.shows({ 'binary_sensor.front_door_person': 'unavailable' });
  await house.startAddOn();
  await view.shows({ 'sensor.front_door_last_shape': 'person' });

  await house.rest('PATCH', `/cameras/${row['id']}/`, { name: 'Front Door' });
  await view.until(async () => (await view.devicesOf('mobile_app')).some(({ name }) => name === 'Front Door'));
  await rig.addMqtt();
  await view.shows({ 'switch.front_door_analytics': 'on', 'sensor.front_door_last_shape': 'person' });
  await view.until(async () => (await view.devicesOf('mobile_app')).length === 0);
  const after = await view.entityIds();
  assert.deepEqual(
    before.filter((id) => !after.includes(id)),
    [],
    'the same ids, and with them the history',
  );
  assert.deepEqual(
    after.filter((id) => /_2$/.test(id)),
    [],
  );
});
