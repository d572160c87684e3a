import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { stampAgo } from '../end-to-end/house.ts';
import { mediaFixture } from '../support/media-fixtures.ts';
import { withHomeAssistant } from './given-rig.ts';
import { RealHouse } from './real-house.ts';

const EXAMPLE = join(import.meta.dirname, '../../addon/examples/concierge-rest.yaml');

withHomeAssistant('the examples', (rig) => {
  test('show by REST alone what was seen, its picture and the recording, and report motion', async (context) => {
    const house = await RealHouse.open(context, rig());
    await house.addCamera('Front door');
    // As a user fills it in: the host here is one, and the ports of this run are others.
    const { interworking, backEnd, motion } = house.addOn.ports;
    const example = (await readFile(EXAMPLE, 'utf8'))
      .replaceAll('CONCIERGE:5107', `127.0.0.1:${interworking}`)
      .replaceAll('CONCIERGE:8000', `127.0.0.1:${backEnd}`)
      .replaceAll('CONCIERGE:5104', `127.0.0.1:${motion}`)
      .replaceAll('scan_interval: 10', 'scan_interval: 1')
      .replaceAll('scan_interval: 60', 'scan_interval: 1');
    const packageFile = join(rig().configFolder, 'packages/concierge.yaml');
    await house.restartCore(() => writeFile(packageFile, example));
    const { view } = house;
    await view.shows({
      'binary_sensor.front_door_person_by_rest': 'off',
      'binary_sensor.car_by_rest': 'off',
      'sensor.car_seen_by': 'nobody',
      'sensor.last_recording': 'unavailable',
    });
    await house.upload(await mediaFixture('h264'), `/Front door_00_${stampAgo(10)}.mp4`);
    await view.shows({ 'binary_sensor.front_door_person_by_rest': 'on', 'binary_sensor.car_by_rest': 'off' });
    await view.until(() => /Front%20door_00_\d+\.mp4$/.test(view.state('sensor.last_recording_address') ?? ''));
    assert.ok(Date.parse(view.state('sensor.last_recording') ?? '') > 0);

    const still = `http://127.0.0.1:${interworking}/interworking/api/v1.0/last_detected_images/person/0.jpg`;
    await addGenericCamera(house, still);
    const camera = 'camera.127_0_0_1';
    await view.until(() => view.state(camera) === 'idle');
    const headers = { Authorization: `Bearer ${rig().token}` };
    const picture = await fetch(`${rig().url}/api/camera_proxy/${camera}`, { headers });
    assert.deepEqual([picture.status, picture.headers.get('content-type')], [200, 'image/jpeg']);
    assert.ok((await picture.arrayBuffer()).byteLength > 1000);

    const before = view.events.length;
    await view.client.call('rest_command', 'concierge_motion', { camera: 'Front door' });
    await view.until(() => house.published(/cam.*motion.*"ON"/, before) > 0);

    // What polls the add-on goes before it does.
    await writeFile(packageFile, '{}');
    await view.client.call('rest', 'reload', {});
    await view.until(() => [undefined, 'unavailable'].includes(view.state('sensor.last_recording')));
  });
});

/** As a user adds it under Settings, Devices & services. */
async function addGenericCamera(house: RealHouse, still_image_url: string): Promise<void> {
  const flows = '/config/config_entries/flow';
  const { flow_id, data_schema: fields } = await house.coreApi(flows, { handler: 'generic' });
  const advanced = { framerate: 2, verify_ssl: true, authentication: 'basic' };
  // Releases of 2025 ask for all of it in one form.
  const isFolded = Array.isArray(fields) && fields.some((field) => Object(field).name === 'advanced');
  const answers = { still_image_url, ...(isFolded ? { advanced } : advanced) };
  const asked = await house.coreApi(`${flows}/${flow_id}`, answers);
  assert.equal(asked['step_id'], 'user_confirm', JSON.stringify(asked));
  const done = await house.coreApi(`${flows}/${flow_id}`, { confirmed_ok: true });
  assert.equal(done['type'], 'create_entry', JSON.stringify(done));
}
