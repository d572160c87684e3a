import assert from 'node:assert/strict';
import { describe, type TestContext, test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { nextId } from '../../src/domain/next-id.ts';
import { callListener } from '../../src/listeners/call-listener.ts';
import { retryAfterMs } from '../../src/listeners/deliveries.ts';
import { Listeners } from '../../src/listeners/listeners.ts';
import { MAX_WAITING, OutboxTable } from '../../src/listeners/outbox-table.ts';
import { AddressPolicy } from '../../src/runtime/address-policy.ts';
import { systemClock } from '../../src/runtime/clock.ts';
import { ListenerServer } from '../fakes/listener-server.ts';
import { Stores } from '../intake/stores.ts';
import { analysis, track } from '../store/history-fixture.ts';

const OWN_URL = 'http://127.0.0.1:5102/camera/api/v1.0/newrecording';
const NEVER = new AbortController().signal;

async function open(context: TestContext) {
  const stores = await Stores.open(context);
  const server = await ListenerServer.start();
  context.after(() => server.stop());
  const begin = async () => {
    const { config, history, database, clock, logger } = stores;
    const listeners = new Listeners({
      config,
      history,
      database,
      policy: AddressPolicy.forListeners(true),
      ownAddresses: () => [],
      isOwn: (url) => url === OWN_URL,
      urlOf: (file) => `http://here:8000/${file}`,
      clock,
      logger,
    });
    context.after(() => listeners.stop());
    await listeners.start(NEVER);
    return listeners;
  };
  const listen = (callback_type: string, url = server.url) =>
    stores.config.change((draft) => {
      const id = nextId(draft, 'camera_listeners');
      draft.camera_listeners.push({ id, url, callback_type, description: '' });
      return id;
    });
  return { stores, server, begin, listen };
}

/** A listener that was away when a camera was added, and is back. */
async function openFailing(context: TestContext) {
  const { stores, server, begin, listen } = await open(context);
  await listen('config');
  const { port } = server;
  await server.stop();
  const listeners = await begin();
  await stores.addCamera('A');
  await until(() => listeners.listenerHealth()[0]?.state === 'failing');
  const again = await ListenerServer.start(port);
  context.after(() => again.stop());
  return { stores, again };
}

function addClip(stores: Stores, cameraId: number) {
  const takenAtMs = stores.clock.nowMs();
  const clip = { file: 'Front/a.mp4', mediaType: 'mp4', cameraId, profileId: null, recordingId: null } as const;
  return stores.history.addAsset({ ...clip, takenAtMs, receivedAtMs: takenAtMs, sizeBytes: 10, analyse: true });
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await setImmediate();
}

describe('a listener', () => {
  test('is told of what happens, and not again when that is looked at anew', async (context) => {
    const { stores, server, begin, listen } = await open(context);
    await listen('detection');
    const listeners = await begin();
    const cameraId = await stores.addCamera('Front');
    const { assetId, eventId, jobId } = addClip(stores, cameraId);
    stores.history.completeAnalysis(jobId ?? 0, analysis(assetId, [track('person')]));
    listeners.eventChanged(eventId);
    const outbox = new OutboxTable(stores.database);
    await until(() => server.received.length === 1 && outbox.waiting(1) === 0);
    listeners.eventRevised();
    assert.equal(outbox.waiting(1), 0);
    listeners.eventChanged(eventId);
    await until(() => server.received.length === 2);
  });

  test('is called with a test on request, which says what came of it; one of ours is not', async (context) => {
    const { server, begin, listen } = await open(context);
    const [id, own] = [await listen('recording'), await listen('ftp', OWN_URL)];
    const listeners = await begin();
    assert.partialDeepStrictEqual(await listeners.tryListener(id, NEVER), {
      ok: true,
      detail: 'it answers status 200',
    });
    assert.deepEqual(server.received, [{ test: true, callback_type: 'recording', file: '/concierge-test' }]);
    server.status = 404;
    assert.partialDeepStrictEqual(await listeners.tryListener(id, NEVER), {
      ok: false,
      detail: 'it answers status 404',
    });
    const health = listeners.listenerHealth().find(({ listenerId }) => listenerId === id);
    assert.partialDeepStrictEqual(health, { state: 'failing', detail: 'it answers status 404', waiting: 0 });
    await server.stop();
    const gone = await listeners.tryListener(id, NEVER);
    assert.deepEqual([gone?.ok, gone?.detail], [false, 'it refuses connections']);
    assert.equal(await listeners.tryListener(own, NEVER), null);
    assert.equal(await listeners.tryListener(99, NEVER), null);
  });

  test('of recordings is told of a clip when it has come', async (context) => {
    const { stores, server, begin, listen } = await open(context);
    const cameraId = await stores.addCamera('Front');
    await listen('recording');
    await listen('detection', `${server.url}/other`);
    const listeners = await begin();
    const { recordingId } = addClip(stores, cameraId);
    listeners.motion(cameraId);
    const [call] = await server.calls(1);
    assert.partialDeepStrictEqual(call, {
      id: recordingId,
      camera_name: 'Front',
      file_path_video: '/Front/a.mp4',
      url_video: 'http://here:8000/Front/a.mp4',
      video_processed_by_analytics: false,
    });
    await until(() => listeners.listenerHealth()[0]?.state === 'ok');
    assert.equal(listeners.listenerHealth()[0]?.waiting, 0);
  });

  test('of configuration is told of cameras, without their password', async (context) => {
    const { stores, server, begin, listen } = await open(context);
    await listen('config');
    await begin();
    const id = await stores.addCamera('Front', { host: '192.168.1.5', user: 'admin', password: 'hunter2' });
    const [created] = await server.calls(1);
    const told = { id, name: 'Front', brand: 'Reolink', host: '192.168.1.5', user: 'admin', timezone: 'UTC' };
    assert.deepEqual(created, { action: 'created', ...told });
    await stores.config.change((draft) => {
      draft.cameras = [];
    });
    assert.equal((await server.calls(2))[1]?.['action'], 'deleted');
  });

  test('that is away is tried again after a while', async (context) => {
    const { stores, again } = await openFailing(context);
    stores.clock.advance(retryAfterMs(0) - 1);
    await setImmediate();
    assert.equal(again.received.length, 0);
    stores.clock.advance(1);
    assert.equal((await again.calls(1))[0]?.['name'], 'A');
  });

  test('that was away is told although the clock was set back by years', async (context) => {
    const { stores, again } = await openFailing(context);
    stores.clock.setBack(10 * 365 * 86_400_000);
    stores.clock.advance(retryAfterMs(0));
    assert.equal((await again.calls(1))[0]?.['name'], 'A');
  });

  test('that is away is told at the next start at once, in order, and nothing waits for it', async (context) => {
    const { stores, server, begin, listen } = await open(context);
    await listen('config');
    const { port } = server;
    await server.stop();
    const first = await begin();
    for (const name of ['A', 'B']) await stores.addCamera(name);
    await until(() => first.listenerHealth()[0]?.state === 'failing');
    assert.match(first.listenerHealth()[0]?.detail ?? '', /refuses connections/);
    assert.equal(first.listenerHealth()[0]?.waiting, 2);
    await first.stop();

    const again = await ListenerServer.start(port);
    context.after(() => again.stop());
    const second = await begin();
    const calls = await again.calls(2);
    assert.deepEqual(
      calls.map(({ name }) => name),
      ['A', 'B'],
    );
    await until(() => second.listenerHealth()[0]?.waiting === 0);
  });

  test('that refuses a message is not sent it again; one that has a fault is', async (context) => {
    const { stores, server, begin, listen } = await open(context);
    await listen('config');
    const listeners = await begin();
    server.status = 400;
    await stores.addCamera('A');
    await until(() => listeners.listenerHealth()[0]?.dropped === 1);
    server.status = 503;
    await stores.addCamera('B');
    await until(() => /503/.test(listeners.listenerHealth()[0]?.detail ?? ''));
    server.status = 200;
    await until(() => {
      stores.clock.advance(1000);
      return server.received.length === 3;
    });
    assert.deepEqual(
      server.received.map(({ name }) => name),
      ['A', 'B', 'B'],
    );
  });

  test('is not followed to where it redirects', async (context) => {
    const { stores, server, begin, listen } = await open(context);
    await listen('config');
    const listeners = await begin();
    server.status = 307;
    await stores.addCamera('A');
    await until(() => /307/.test(listeners.listenerHealth()[0]?.detail ?? ''));
    assert.equal(server.received.length, 1);
  });

  test('that is a service of our own is not called', async (context) => {
    const { stores, begin, listen } = await open(context);
    await listen('config', OWN_URL);
    const listeners = await begin();
    await stores.addCamera('A');
    assert.deepEqual(
      listeners.listenerHealth().map(({ state, waiting }) => [state, waiting]),
      [['own', 0]],
    );
    assert.equal(listeners.health().detail, 'nobody listens');
  });
});

test('the outbox is bounded, keeps one message a subject, and drops what is of nobody', async (context) => {
  const { stores } = await open(context);
  const outbox = new OutboxTable(stores.database);
  for (let index = 0; index < MAX_WAITING; index++) assert.equal(outbox.put(1, `s${index}`, '{}', 0), 0);
  assert.equal(outbox.put(1, 'one more', '{}', 0), 1);
  assert.equal(outbox.waiting(1), MAX_WAITING);
  outbox.put(2, 'event', 'first', 0);
  const underWay = outbox.next(2);
  outbox.put(2, 'event', 'refined', 5);
  assert.ok(underWay);
  outbox.delivered(underWay);
  assert.equal(outbox.next(2)?.body, 'refined', 'what came meanwhile is not lost');
  outbox.keepOnly([2]);
  assert.deepEqual([outbox.waiting(1), outbox.waiting(2)], [0, 1]);
});

describe('an uploaded file that nobody here knows', () => {
  test('is of the camera that the first listener names', async (context) => {
    const { server, begin, listen } = await open(context);
    const slow = await ListenerServer.start();
    context.after(() => slow.stop());
    slow.silent = true;
    await listen('ftp', slow.url);
    await listen('ftp');
    const listeners = await begin();
    server.answer = { camera_name: 'Front', type: 'jpg', analytics_profile: '1', epoch: '1764000000', id: 12 };
    assert.deepEqual(await listeners.recognise('x/odd.jpg'), {
      cameraName: 'Front',
      takenAtMs: 1_764_000_000_000,
      profile: '1',
      recordingId: 12,
    });
    assert.deepEqual(server.received, [{ file: '/x/odd.jpg' }]);
  });

  for (const answer of [{}, [], null, 'text', { camera_name: {} }, { camera_name: '' }]) {
    test(`is of nobody when the answer is ${JSON.stringify(answer)}`, async (context) => {
      const { server, begin, listen } = await open(context);
      await listen('ftp');
      server.answer = answer;
      assert.equal(await (await begin()).recognise('x/odd.jpg'), null);
    });
  }

  test('waits for a dead listener once, and then no more for a while', async (context) => {
    const { stores, server, begin, listen } = await open(context);
    await listen('ftp');
    const listeners = await begin();
    server.silent = true;
    const asked = listeners.recognise('x/odd.jpg');
    await server.calls(1);
    stores.clock.advance(3000);
    assert.equal(await asked, null);
    assert.equal(await listeners.recognise('x/odd2.jpg'), null);
    assert.equal(server.received.length, 1);
    server.silent = false;
    stores.clock.advance(60_000);
    await listeners.recognise('x/odd3.jpg');
    assert.equal(server.received.length, 2);
  });
});

describe('the address of a listener', () => {
  const parts = { policy: AddressPolicy.forListeners(false), ownAddresses: () => ['192.0.2.7'], clock: systemClock };
  const refused = [
    'http://127.0.0.1:8000/rest/cameras',
    'http://localhost:8000/',
    'http://[::1]:8099/',
    'http://[::ffff:127.0.0.1]/',
    'http://0.0.0.0/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://169.254.169.254/latest/meta-data',
    'http://[fe80::1]/',
    'http://172.30.32.2/',
    'http://192.0.2.7:8000/',
  ];
  for (const url of refused) {
    test(`is refused: ${url}`, async () => {
      const outcome = await callListener(url, '{}', 1000, parts, NEVER);
      assert.equal(outcome.kind, 'failed');
      assert.match(outcome.kind === 'failed' ? outcome.why : '', /must not be reached this way/);
    });
  }

  for (const url of ['ftp://192.168.1.5/', 'file:///etc/passwd', 'nothing', 'javascript:1']) {
    test(`is none: ${url}`, async () => {
      const outcome = await callListener(url, '{}', 1000, parts, NEVER);
      assert.match(outcome.kind === 'failed' ? outcome.why : '', /no http/);
    });
  }

  test('may be Home Assistant or an add-on of its', () => {
    for (const address of ['172.30.32.1', '172.30.33.4', '192.168.1.5']) assert.ok(parts.policy.allows(address));
  });
});
