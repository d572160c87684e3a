import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { STATUS_TOPIC } from '../../src/publish/mqtt/topics.ts';
import { cameraTopics } from './camera-topics.ts';
import { camera, configWith, FRONT_UUID } from './samples.ts';
import { SinkBench } from './sink-bench.ts';

const topics = cameraTopics(FRONT_UUID);

describe('Home Assistant without a working MQTT', () => {
  test('without the integration it says what to do, still fires its event, and takes over when MQTT appears', async (context) => {
    const bench = await SinkBench.create(context, { mqtt: false });
    await bench.sink.start();
    await bench.home.waitFor(() => bench.home.commands.includes('get_config'));
    await bench.quiet();
    bench.see('e1', [{ id: 1, atMs: bench.clock.nowMs(), tracks: [['person', 0.9]] }]);
    await bench.home.waitFor(() => bench.home.events.length === 1);
    await bench.quiet();
    assert.equal(bench.home.published.length, 0);
    assert.equal(bench.logged('Home Assistant has no MQTT integration').length, 1);
    assert.match(
      bench.sink.health().detail,
      /^connected to Home Assistant 2026\.11\.0, 1 camera without MQTT; for images, switches and event entities install/,
    );
    assert.equal(bench.sink.health().state, 'degraded');
    const without = bench.sink.status();
    assert.deepEqual([without.transport, without.devices], [{ kind: 'mobile_app' }, 2]);
    bench.home.loadMqtt();
    await bench.settled();
    assert.deepEqual(bench.sink.status().transport, { kind: 'mqtt' });
    assert.ok(without.entities > 0 && without.entities < bench.sink.status().entities, 'without MQTT there are fewer');
    assert.equal(bench.home.json(topics.state)?.['last_shape'], 'person');
    assert.equal(bench.home.at(topics.event).length, 0);
    assert.equal(bench.sink.health().state, 'running');
    bench.home.deliver(topics.command('analytics'), 'OFF');
    await bench.home.waitFor(() => bench.home.json(topics.state)?.['analytics'] === 'OFF');
  });

  test('a core that is still starting is not accused of having no MQTT', async (context) => {
    const bench = await SinkBench.create(context, { mqtt: false });
    bench.home.coreState = 'STARTING';
    await bench.sink.start();
    await bench.home.waitFor(() => bench.home.commands.includes('get_config'));
    await bench.quiet();
    assert.equal(bench.logged('no MQTT integration').length, 0);
    assert.match(bench.sink.health().detail, /but it is starting/);
    bench.home.coreState = 'RUNNING';
    bench.home.tell('homeassistant_started', {});
    await bench.home.waitFor(() => bench.home.commands.filter((type) => type === 'get_config').length === 2);
    await bench.quiet();
    assert.equal(bench.logged('no MQTT integration').length, 1);
  });

  test('MQTT that is taken away and added again is noticed', async (context) => {
    const bench = await SinkBench.create(context);
    await bench.online();
    bench.home.components.delete('mqtt');
    bench.see('e1', [{ id: 1, atMs: bench.clock.nowMs(), tracks: [['person', 0.9]] }]);
    await bench.quiet();
    assert.match(bench.sink.health().detail, /1 camera without MQTT/);
    bench.home.broker.retained.clear();
    bench.home.loadMqtt();
    await bench.settled();
    assert.equal(bench.home.json(topics.state)?.['last_shape'], 'person');
  });

  test('while the broker is down nothing is lost but what is stale', async (context) => {
    const bench = await SinkBench.create(context);
    await bench.online();
    bench.home.broker.running = false;
    bench.sink.motion(1, bench.clock.nowMs());
    bench.see('e1', [{ id: 1, atMs: bench.clock.nowMs(), tracks: [['person', 0.9]] }]);
    await bench.clock.wait(1000);
    assert.match(bench.sink.health().detail, /entities cannot be updated: Error talking to MQTT/);
    await bench.pass(40_000);
    bench.see('e1', [
      { id: 1, atMs: bench.clock.nowMs(), tracks: [['person', 0.9]] },
      { id: 2, atMs: bench.clock.nowMs(), tracks: [['car', 0.95]] },
    ]);
    bench.home.broker.running = true;
    await bench.pass(60_000);
    await bench.home.waitFor(() => bench.home.at(topics.event).length === 1);
    assert.equal(bench.home.json(topics.state)?.['last_shape'], 'car');
    assert.deepEqual(bench.home.at(topics.motion), ['OFF']);
    assert.equal(bench.home.events.length, 1);
    assert.equal(bench.logged('cannot publish over MQTT').filter((line) => line.includes('"level":40')).length, 1);
    assert.equal(bench.sink.health().state, 'running');
  });

  test('an announcement that waited ten minutes for the broker is not told any more', async (context) => {
    const bench = await SinkBench.create(context);
    await bench.online();
    bench.home.broker.running = false;
    bench.see('e1', [{ id: 1, atMs: bench.clock.nowMs(), tracks: [['person', 0.9]] }]);
    await bench.pass(601_000);
    bench.home.broker.running = true;
    await bench.pass(60_000);
    await bench.home.waitFor(() => bench.home.json(topics.state)?.['last_shape'] === 'person');
    await bench.quiet();
    assert.equal(bench.home.at(topics.event).length, 0);
    assert.equal(bench.home.events.length, 1);
  });

  test('a token that is no administrator’s is named as the reason', async (context) => {
    const bench = await SinkBench.create(context, { admin: false });
    await bench.sink.start();
    await bench.home.waitFor(() => bench.home.commands.includes('call_service'));
    await bench.quiet();
    assert.match(bench.sink.health().detail, /the token must belong to an administrator/);
    bench.see('e1', [{ id: 1, atMs: bench.clock.nowMs(), tracks: [['person', 0.9]] }]);
    await bench.quiet();
    assert.equal(bench.logged('concierge_detection (unauthorized): the token must belong').length, 1);
  });

  test('what changes back while it is being published ends as it was wanted last', async (context) => {
    const bench = await SinkBench.create(context);
    await bench.online();
    for (const enabled of [false, true, false, true]) {
      await bench.config.change((draft) => {
        for (const row of draft.cameras) row.analytics_enabled = enabled;
      });
    }
    await bench.quiet();
    assert.equal(bench.home.json(topics.state)?.['analytics'], 'ON');
  });

  test('fifty cameras with eighty shapes fit, and come online in order', async (context) => {
    const shapes = Array.from({ length: 80 }, (_, index) => `shape ${index}`);
    const cameras = Array.from({ length: 50 }, (_, index) =>
      camera(index + 1, `3f2a9100-0000-4000-8000-${String(index).padStart(12, '0')}`, `Camera ${index}`),
    );
    const bench = await SinkBench.create(context, {}, configWith(cameras, shapes));
    await bench.online();
    assert.deepEqual(bench.home.registry.faults, []);
    assert.equal(bench.home.registry.devices.size, 51);
    assert.equal(bench.home.published.at(-1)?.topic, STATUS_TOPIC);
  });
});
