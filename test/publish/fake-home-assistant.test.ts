import assert from 'node:assert/strict';
import { describe, type TestContext, test } from 'node:test';
import { WebSocket } from 'ws';
import { FakeHomeAssistant, type FakeHomeAssistantOptions } from '../fakes/home-assistant.ts';
import { topicMatches } from '../fakes/mqtt-broker.ts';

/** The fake is held to Home Assistant's protocol, so that what passes against it is worth something. */
describe('fake Home Assistant', () => {
  test('asks for a token and refuses a wrong one', async (context) => {
    const { client } = await connect(context);
    assert.equal((await client.next())['type'], 'auth_required');
    client.send({ type: 'auth', access_token: 'wrong' });
    assert.equal((await client.next())['type'], 'auth_invalid');
    await client.closed;
  });

  test('takes the Supervisor’s path, and no other than the two', async (context) => {
    const { client } = await connect(context, {}, '/core/websocket');
    assert.equal((await client.next())['type'], 'auth_required');
    const { client: other } = await connect(context, {}, '/elsewhere');
    assert.match(String(await other.closed), /404/);
  });

  test('refuses ids that do not increase', async (context) => {
    const { client, home } = await login(context);
    client.send({ id: 5, type: 'ping' });
    assert.deepEqual(await client.next(), { id: 5, type: 'pong' });
    client.send({ id: 5, type: 'ping' });
    assert.deepEqual((await client.next())['error'], {
      code: 'id_reuse',
      message: 'Identifier values have to increase.',
    });
    assert.equal(home.breaches.length, 1);
  });

  test('closes over a frame of 4 MiB', async (context) => {
    const { client, home } = await login(context);
    client.send({ id: 1, type: 'fire_event', event_type: 'x', event_data: { text: 'a'.repeat(4 * 1024 * 1024) } });
    await client.closed;
    assert.equal(home.events.length, 0);
  });

  test('delivers what was retained to a new subscriber, as retained, and what follows as not', async (context) => {
    const { client, home } = await login(context);
    home.deliver('a/b', 'old', true);
    client.send({ id: 1, type: 'mqtt/subscribe', topic: 'a/+' });
    assert.equal((await client.next())['success'], true);
    assert.deepEqual((await client.next())['event'], { topic: 'a/b', payload: 'old', qos: 1, retain: true });
    home.deliver('a/b', 'new', true);
    assert.deepEqual((await client.next())['event'], { topic: 'a/b', payload: 'new', qos: 1, retain: false });
  });

  test('coalesces messages only for clients that understand it', async (context) => {
    const { client, home } = await login(context);
    client.send({ id: 1, type: 'supported_features', features: { coalesce_messages: 1 } });
    await client.next();
    client.send({ id: 2, type: 'subscribe_events' });
    await client.next();
    home.tell('a', {});
    home.tell('b', {});
    assert.equal((await client.nextFrame()).length, 2);
  });

  test('knows no service of an MQTT that is not loaded', async (context) => {
    const { client } = await login(context, { mqtt: false });
    client.send({ id: 1, type: 'call_service', domain: 'mqtt', service: 'publish', service_data: { topic: 'a' } });
    assert.deepEqual((await client.next())['error'], { code: 'not_found', message: 'Service mqtt.publish not found.' });
  });

  test('matches topics as a broker does', () => {
    assert.equal(topicMatches('a/+/c', 'a/b/c'), true);
    assert.equal(topicMatches('a/#', 'a/b/c'), true);
    assert.equal(topicMatches('a/+', 'a/b/c'), false);
    assert.equal(topicMatches('a/b/c', 'a/b'), false);
  });
});

interface Client {
  send(message: object): void;
  nextFrame(): Promise<Record<string, unknown>[]>;
  next(): Promise<Record<string, unknown>>;
  readonly closed: Promise<unknown>;
}

async function login(context: TestContext, options: FakeHomeAssistantOptions = {}) {
  const bench = await connect(context, options);
  await bench.client.next();
  bench.client.send({ type: 'auth', access_token: 'a-token' });
  assert.equal((await bench.client.next())['type'], 'auth_ok');
  return bench;
}

async function connect(context: TestContext, options: FakeHomeAssistantOptions = {}, path = '/api/websocket') {
  const home = await FakeHomeAssistant.start(options);
  context.after(() => home.stop());
  return { home, client: clientOf(new WebSocket(`ws://127.0.0.1:${home.port}${path}`)) };
}

function clientOf(socket: WebSocket): Client {
  const frames: Record<string, unknown>[][] = [];
  let wake = () => {};
  let failure: unknown = null;
  socket.on('error', (error) => {
    failure = error;
  });
  socket.on('message', (raw) => {
    const frame = JSON.parse(raw.toString());
    frames.push(Array.isArray(frame) ? frame : [frame]);
    wake();
  });
  const closed = new Promise((resolve) => socket.once('close', () => resolve(failure)));
  const nextFrame = async () => {
    while (frames.length === 0) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    return frames.shift() ?? [];
  };
  return {
    send: (message) => socket.send(JSON.stringify(message)),
    nextFrame,
    next: async () => (await nextFrame())[0] ?? {},
    closed,
  };
}
