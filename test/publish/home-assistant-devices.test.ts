import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, test } from 'node:test';
import { STATUS_TOPIC } from '../../src/publish/mqtt/topics.ts';
import { cameraTopics } from './camera-topics.ts';
import { BACK_UUID, camera, configWith, FRONT_UUID } from './samples.ts';
import { SinkBench } from './sink-bench.ts';

const topics = cameraTopics(FRONT_UUID);

describe('devices and entities of Home Assistant', () => {
  test('describes hub and cameras, states first, and only then comes online', async (context) => {
    const bench = await SinkBench.create(context);
    await bench.online();
    assert.deepEqual(bench.home.registry.faults, []);
    assert.deepEqual(bench.home.breaches, []);
    assert.equal(bench.home.published[0]?.topic, 'homeassistant/device/concierge_hub/config');
    assert.equal(bench.home.published.at(-1)?.topic, STATUS_TOPIC);
    assert.equal(bench.sink.health().detail, 'connected to Home Assistant 2026.11.0, 1 camera over MQTT');
    const entityIds = bench.home.registry.ofDevice(`concierge_${FRONT_UUID}`).map(({ entityId }) => entityId);
    assert.deepEqual(entityIds.toSorted(), [
      'binary_sensor.front_door_car',
      'binary_sensor.front_door_connection_problem',
      'binary_sensor.front_door_motion',
      'binary_sensor.front_door_person',
      'binary_sensor.front_door_traffic_light',
      'button.front_door_analyse_last_again',
      'button.front_door_clear',
      'event.front_door_detection',
      'image.front_door_last_face',
      'image.front_door_last_snapshot',
      'number.front_door_minimum_confidence',
      'select.front_door_profile',
      'sensor.front_door_analysis_time',
      'sensor.front_door_car_count',
      'sensor.front_door_last_detection',
      'sensor.front_door_last_face',
      'sensor.front_door_last_shape',
      'sensor.front_door_last_upload',
      'sensor.front_door_person_count',
      'sensor.front_door_queue_length',
      'sensor.front_door_traffic_light_count',
      'switch.front_door_analytics',
      'switch.front_door_face_recognition',
    ]);
  });

  test('switching analytics off changes the configuration and comes back as the state', async (context) => {
    const bench = await SinkBench.create(context);
    await bench.online();
    bench.home.deliver(topics.command('analytics'), 'OFF');
    await bench.home.waitFor(() => bench.home.json(topics.state)?.['analytics'] === 'OFF');
    assert.equal(bench.config.read().cameras[0]?.analytics_enabled, false);
    await bench.config.change((draft) => {
      for (const row of draft.cameras) row.analytics_enabled = true;
    });
    await bench.home.waitFor(() => bench.home.json(topics.state)?.['analytics'] === 'ON');
  });

  test('ignores commands that are retained, unknown or for no camera', async (context) => {
    const bench = await SinkBench.create(context);
    bench.home.deliver(topics.command('analytics'), 'OFF', true);
    await bench.online();
    bench.home.deliver(topics.command('analytics'), 'MAYBE');
    bench.home.deliver(cameraTopics(BACK_UUID).command('analytics'), 'OFF');
    await bench.quiet();
    assert.equal(bench.config.read().cameras[0]?.analytics_enabled, true);
  });

  test('renaming a camera keeps its entities and their ids', async (context) => {
    const bench = await SinkBench.create(context);
    await bench.online();
    const before = [...bench.home.entities.values()].map(({ uniqueId, entityId }) => [uniqueId, entityId]);
    await bench.config.change((draft) => {
      for (const row of draft.cameras) row.name = 'Garage';
    });
    await bench.home.waitFor(() => bench.home.registry.devices.get(`concierge_${FRONT_UUID}`)?.name === 'Garage');
    assert.deepEqual(
      [...bench.home.entities.values()].map(({ uniqueId, entityId }) => [uniqueId, entityId]),
      before,
    );
  });

  test('a shape that leaves the profile takes its entities away, after a restart as well', async (context) => {
    const bench = await SinkBench.create(context);
    await bench.online();
    await setShapes(bench, [1, 3]);
    await bench.home.waitFor(() => !bench.home.entities.has(`concierge_${FRONT_UUID}_shape_car`));
    assert.equal(bench.home.entities.has(`concierge_${FRONT_UUID}_count_car`), false);
    await bench.sink.stop();
    await setShapes(bench, [1]);
    bench.sink = bench.makeSink();
    await bench.online();
    assert.equal(bench.home.entities.has(`concierge_${FRONT_UUID}_shape_traffic_light`), false);
    await setShapes(bench, [1, 2]);
    await bench.home.waitFor(() => bench.home.entities.has(`concierge_${FRONT_UUID}_shape_car`));
    assert.deepEqual(bench.home.registry.faults, []);
  });

  test('a deleted camera takes its device and its retained messages away, after a restart as well', async (context) => {
    const document = configWith([camera(1, FRONT_UUID, 'Front door'), camera(2, BACK_UUID, 'Back door')]);
    const bench = await SinkBench.create(context, {}, document);
    await bench.online();
    await bench.sink.stop();
    await bench.config.change((draft) => {
      draft.cameras = draft.cameras.filter(({ uuid }) => uuid === FRONT_UUID);
    });
    bench.sink = bench.makeSink();
    await bench.online();
    assert.equal(bench.home.registry.devices.has(`concierge_${BACK_UUID}`), false);
    await bench.config.change((draft) => {
      draft.cameras = [];
    });
    await bench.home.waitFor(() => ![...bench.home.retained.keys()].some((topic) => topic.includes(FRONT_UUID)));
    assert.deepEqual([...bench.home.registry.devices.keys()], ['concierge_hub']);
    assert.equal([...bench.home.retained.keys()].filter((topic) => topic.startsWith('concierge/cam/')).length, 0);
    await bench.quiet();
    await bench.sink.stop();
    assert.deepEqual(Object.keys(JSON.parse(await readFile(bench.layoutFile, 'utf8'))), ['concierge_hub']);
  });

  test('publishes everything again when Home Assistant comes back to its broker', async (context) => {
    const bench = await SinkBench.create(context);
    await bench.online();
    bench.home.broker.retained.clear();
    bench.home.deliver('homeassistant/status', 'online');
    await bench.home.waitFor(() => bench.home.retained.get(STATUS_TOPIC) === 'online');
    assert.ok(bench.home.retained.has(topics.discovery));
    assert.ok(bench.home.retained.has(topics.state));
  });
});

async function setShapes(bench: SinkBench, shapes: number[]): Promise<void> {
  await bench.config.change((draft) => {
    for (const profile of draft.analytics_profiles) profile.shapes = shapes;
  });
}
