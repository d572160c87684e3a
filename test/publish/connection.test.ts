import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { describe, test } from 'node:test';
import { WebSocketServer } from 'ws';
import { STATUS_TOPIC } from '../../src/publish/mqtt/topics.ts';
import { cameraTopics } from './camera-topics.ts';
import { FRONT_UUID } from './samples.ts';
import { SinkBench } from './sink-bench.ts';

const topics = cameraTopics(FRONT_UUID);

describe('connection to Home Assistant', () => {
  test('ten drops leave one connection, the right states, and nothing announced twice', async (context) => {
    const bench = await SinkBench.create(context);
    const rejections: unknown[] = [];
    const onRejection = (reason: unknown) => rejections.push(reason);
    process.on('unhandledRejection', onRejection);
    context.after(() => process.off('unhandledRejection', onRejection));
    await bench.online();
    bench.see('e1', [{ id: 1, atMs: bench.clock.nowMs(), tracks: [['person', 0.9]] }]);
    await bench.home.waitFor(() => bench.home.at(topics.event).length === 1);
    const entityIds = [...bench.home.entities.keys()];
    for (let drop = 0; drop < 10; drop += 1) {
      await bench.pass(10_000);
      await bench.reconnect();
    }
    assert.equal(bench.home.connections, 1);
    assert.equal(bench.home.connectionCount, 11);
    const { link, transport, reconnects, lastHeardAtMs, devices, entities } = bench.sink.status();
    assert.partialDeepStrictEqual(link, { kind: 'connected', version: bench.home.version });
    assert.deepEqual([transport, reconnects, devices], [{ kind: 'mqtt' }, 10, 2]);
    assert.equal(entities, bench.home.entities.size);
    assert.ok(lastHeardAtMs !== null && lastHeardAtMs <= bench.clock.nowMs());
    assert.equal(bench.home.at(topics.event).length, 1);
    assert.equal(bench.home.events.length, 1);
    assert.deepEqual([...bench.home.entities.keys()], entityIds);
    assert.deepEqual(bench.home.breaches, []);
    assert.deepEqual(rejections, []);
    assert.equal(bench.home.json(topics.state)?.['last_shape'], 'person');
  });

  test('a wrong token is said once and tried again slowly, until it is right', async (context) => {
    const bench = await SinkBench.create(context, { token: 'another-token' });
    await bench.sink.start();
    await bench.clock.wait(300_000);
    bench.clock.advance(300_000);
    await bench.clock.wait(300_000);
    assert.equal(bench.home.refusedLogins, 2);
    assert.equal(bench.logged('refuses the token').length, 1);
    assert.match(bench.sink.health().detail, /refuses the token\. Create a long-lived access token/);
    assert.equal(bench.sink.health().state, 'degraded');
    assert.deepEqual(bench.sink.status().link, { kind: 'token refused' });
    assert.equal(bench.sink.status().lastHeardAtMs, null);
    bench.home.token = 'a-token';
    bench.clock.advance(300_000);
    await bench.settled();
    assert.equal(bench.sink.health().state, 'running');
  });

  test('while the core restarts behind the proxy, it waits ever longer and then comes back', async (context) => {
    const bench = await SinkBench.create(context);
    bench.home.refusing = true;
    await bench.sink.start();
    for (const waitMs of [1000, 2000, 4000, 8000, 12_000, 12_000, 12_000]) {
      await bench.clock.wait(waitMs);
      bench.clock.advance(waitMs);
    }
    await bench.clock.wait(12_000);
    assert.equal(bench.home.refusedUpgrades, 8);
    assert.equal(bench.logged('cannot reach Home Assistant').filter((line) => line.includes('"level":40')).length, 1);
    assert.match(bench.sink.health().detail, /cannot reach Home Assistant at .*502.*; trying again/);
    bench.home.refusing = false;
    bench.clock.advance(12_000);
    await bench.settled();
  });

  test('a Home Assistant that is not there is no fault of the service', async (context) => {
    const bench = await SinkBench.create(context);
    const probe = createServer();
    await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
    const address = probe.address();
    await new Promise((resolve) => probe.close(resolve));
    assert.ok(typeof address === 'object' && address);
    bench.sink = bench.makeSink('a-token', `http://127.0.0.1:${address.port}`);
    await bench.sink.start();
    await bench.clock.wait(1000);
    assert.match(bench.sink.health().detail, /ECONNREFUSED/);
  });

  test('a half-open connection is noticed by its silence and replaced', async (context) => {
    const bench = await SinkBench.create(context);
    await bench.online();
    bench.home.silent = true;
    bench.clock.advance(30_000);
    bench.clock.advance(10_000);
    await bench.home.waitFor(() => bench.home.connections === 0);
    bench.home.silent = false;
    await bench.clock.wait(1000);
    bench.clock.advance(1000);
    await bench.home.waitFor(() => bench.home.at(STATUS_TOPIC).length === 2);
    assert.equal(bench.logged('has stopped answering').length, 1);
  });

  test('a login that is never answered is given up after ten seconds', async (context) => {
    const bench = await SinkBench.create(context);
    bench.home.silent = true;
    await bench.sink.start();
    await bench.home.waitFor(() => bench.home.connections === 1);
    bench.clock.advance(10_000);
    await bench.clock.wait(1000);
    assert.match(bench.sink.health().detail, /did not answer in time/);
  });

  test('frames that are no messages end the connection, not the process', async (context) => {
    const bench = await SinkBench.create(context);
    const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
    context.after(() => server.close());
    const frames = ['no json', '[1]', '{"id":3}', '"text"', '{"type":"event","id":"3"}'];
    server.on('connection', (socket) => {
      socket.send('{"type":"auth_required"}');
      socket.on('message', (raw) => {
        if (raw.toString().includes('"auth"')) socket.send('{"type":"auth_ok","ha_version":"2026.11.0"}');
        else socket.send(frames.shift() ?? 'no json');
      });
    });
    await new Promise((resolve) => server.once('listening', resolve));
    const address = server.address();
    assert.ok(typeof address === 'object' && address);
    bench.sink = bench.makeSink('a-token', `http://127.0.0.1:${address.port}`);
    await bench.sink.start();
    for (const waitMs of [1000, 2000, 4000, 8000, 12_000]) {
      await bench.clock.wait(waitMs);
      bench.clock.advance(waitMs);
    }
    assert.equal(bench.logged('Home Assistant sent').length >= 5, true);
  });

  test('stopping takes offline what was online, and ends the connection', async (context) => {
    const bench = await SinkBench.create(context);
    await bench.online();
    await bench.sink.stop();
    assert.equal(bench.home.retained.get(STATUS_TOPIC), 'offline');
    await bench.home.waitFor(() => bench.home.connections === 0);
    await bench.sink.stop();
    assert.equal(bench.sink.health().state, 'stopped');
  });

  test('stopping does not wait long for a Home Assistant that hangs', async (context) => {
    const bench = await SinkBench.create(context);
    await bench.online();
    bench.home.silent = true;
    const stopped = bench.sink.stop();
    await bench.clock.wait(2000);
    bench.clock.advance(2000);
    await stopped;
  });
});
