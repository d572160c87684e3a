import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { STATUS_TOPIC } from '../../src/publish/mqtt/topics.ts';
import { cameraTopics } from './camera-topics.ts';
import { BACK_UUID, camera, FRONT_UUID } from './samples.ts';
import { SinkBench } from './sink-bench.ts';

const topics = cameraTopics(FRONT_UUID);
const back = cameraTopics(BACK_UUID);

/** What a real Home Assistant does with what it is told at the wrong moment; test/home-assistant/ has it do so. */
describe('a Home Assistant that listens only later', () => {
  test('is told of motion and events once it has had time to listen to a new camera', async (context) => {
    const bench = await SinkBench.create(context);
    await bench.online();
    await bench.config.change((draft) => {
      draft.cameras.push(camera(2, BACK_UUID, 'Back door'));
    });
    await bench.home.waitFor(() => bench.home.retained.has(back.discovery));
    bench.sink.motion(2, bench.clock.nowMs());
    bench.see('e1', [{ id: 1, atMs: bench.clock.nowMs(), tracks: [['person', 0.9]] }], 2);
    await bench.home.waitFor(() => bench.home.json(back.state)?.['last_shape'] === 'person');
    await bench.quiet();
    assert.deepEqual(bench.home.at(back.motion), ['OFF']);
    assert.deepEqual(bench.home.at(back.event), []);
    bench.clock.advance(2000);
    await bench.home.waitFor(() => bench.home.at(back.event).length === 1);
    assert.deepEqual(bench.home.at(back.motion), ['OFF', 'ON']);
  });

  test('while it starts is told states, and events only when its automations are there', async (context) => {
    const bench = await SinkBench.create(context);
    bench.home.coreState = 'STARTING';
    await bench.online();
    bench.see('e1', [{ id: 1, atMs: bench.clock.nowMs(), tracks: [['person', 0.9]] }]);
    await bench.home.waitFor(() => bench.home.json(topics.state)?.['last_shape'] === 'person');
    await bench.pass(5000);
    assert.deepEqual(bench.home.events, []);
    assert.deepEqual(bench.home.at(topics.event), []);
    bench.home.coreState = 'RUNNING';
    bench.home.tell('homeassistant_started', {});
    await bench.home.waitFor(() => bench.home.events.length === 1 && bench.home.at(topics.event).length === 1);
  });

  test('does not hear of a snapshot again that its broker still has', async (context) => {
    const bench = await SinkBench.create(context);
    await bench.online();
    bench.see('e1', [{ id: 1, atMs: bench.clock.nowMs(), tracks: [['person', 0.9]] }]);
    await bench.home.waitFor(() => bench.home.at(topics.snapshot).length === 1);
    await bench.reconnect();
    bench.home.deliver('homeassistant/status', 'online');
    await bench.pass(5000);
    await bench.sink.stop();
    await bench.home.waitFor(() => bench.home.connections === 0);
    bench.sink = bench.makeSink();
    await bench.online();
    assert.equal(bench.home.at(topics.snapshot).length, 1);
    bench.see('e2', [{ id: 2, atMs: bench.clock.nowMs(), tracks: [['car', 0.9]] }]);
    await bench.home.waitFor(() => bench.home.at(topics.snapshot).length === 2);
  });

  test('is not made to ask its broker for snapshots when the connection was gone for a moment', async (context) => {
    const bench = await SinkBench.create(context);
    await bench.online();
    bench.see('e1', [{ id: 1, atMs: bench.clock.nowMs(), tracks: [['person', 0.9]] }]);
    await bench.home.waitFor(() => bench.home.at(topics.snapshot).length === 1);
    const asked = () => bench.home.broker.asked.filter((filter) => filter.endsWith('/snapshot')).length;
    assert.equal(asked(), 1);
    // Until it has said that the snapshot was published, it has to be asked whether it was.
    await bench.quiet();
    await bench.reconnect();
    await bench.pass(5000);
    assert.deepEqual([asked(), bench.home.at(topics.snapshot).length], [1, 1]);
    bench.see('e2', [{ id: 2, atMs: bench.clock.nowMs(), tracks: [['car', 0.9]] }]);
    await bench.home.waitFor(() => bench.home.at(topics.snapshot).length === 2);
  });

  test('hears of a snapshot again when its broker lost it', async (context) => {
    const bench = await SinkBench.create(context);
    await bench.online();
    bench.see('e1', [{ id: 1, atMs: bench.clock.nowMs(), tracks: [['person', 0.9]] }]);
    await bench.home.waitFor(() => bench.home.at(topics.snapshot).length === 1);
    bench.home.broker.retained.clear();
    bench.home.refusing = true;
    bench.home.dropConnections();
    await bench.clock.wait(1000);
    await bench.pass(10_000);
    bench.home.refusing = false;
    await bench.pass(30_000);
    await bench.home.waitFor(() => bench.home.at(topics.snapshot).length === 2);
  });

  test('hears no end of a motion that lasts when it comes back to its broker', async (context) => {
    const bench = await SinkBench.create(context);
    await bench.online();
    bench.sink.motion(1, bench.clock.nowMs());
    await bench.home.waitFor(() => bench.home.at(topics.motion).length === 2);
    const before = bench.home.at(STATUS_TOPIC).length;
    bench.home.deliver('homeassistant/status', 'online');
    await bench.home.waitFor(() => bench.home.at(STATUS_TOPIC).length > before);
    assert.deepEqual(bench.home.at(topics.motion), ['OFF', 'ON']);
    await bench.pass(30_000);
    await bench.home.waitFor(() => bench.home.at(topics.motion).length === 3);
    assert.deepEqual(bench.home.at(topics.motion), ['OFF', 'ON', 'OFF']);
  });
});
