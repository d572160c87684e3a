import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { ListenerServer } from '../fakes/listener-server.ts';
import { mediaFixture } from '../support/media-fixtures.ts';
import { House, stampAgo } from './house.ts';

const TYPES = ['config', 'ftp', 'recording', 'detection'] as const;

interface Heard {
  readonly id: number;
  readonly server: ListenerServer;
}

/** Somebody else's services, a server each, registered over REST as they would do it. */
async function openListeners(context: TestContext, house: House) {
  const heard = new Map<string, Heard>();
  for (const type of TYPES) {
    const server = await ListenerServer.start();
    context.after(() => server.stop());
    const row = { url: server.url, callback_type: type, description: 'mine' };
    const answer = await house.post('backEnd', '/rest/camera_listeners/', row);
    assert.equal(answer.status, 201, await answer.clone().text());
    heard.set(type, { id: Object(await answer.json()).id, server });
    assert.equal((await house.post('backEnd', '/rest/camera_listeners/', row)).status, 400, 'registered already');
  }
  return (type: (typeof TYPES)[number]): Heard => {
    const found = heard.get(type);
    assert.ok(found);
    return found;
  };
}

/** The first call of which this is so, now or later. */
async function callOf(server: ListenerServer, isSo: (call: Record<string, unknown>) => boolean) {
  for (;;) {
    const found = server.received.find(isSo);
    if (found) return found;
    await server.calls(server.received.length + 1);
  }
}

async function healthOf(house: House, { id }: Heard): Promise<Record<string, unknown>> {
  return house.get(`/rest/camera_listeners/${id}/health`);
}

test('listeners hear of the camera, the upload, the recording and what was found; the one who knows a file decides whose it is', async (context) => {
  const house = await House.open(context, { allow_local_listeners: true });
  const listener = await openListeners(context, house);
  const { id } = await house.addCamera('Front Door');
  assert.partialDeepStrictEqual(await callOf(listener('config').server, ({ action }) => action === 'created'), {
    id,
    name: 'Front Door',
    brand: 'Reolink',
  });

  const picture = `2026/11/22/Front Door_00_${stampAgo(10)}.jpg`;
  const clip = `2026/11/22/Front Door_00_${stampAgo(8)}.mp4`;
  await house.upload(await mediaFixture('picture'), `/${picture}`);
  await house.upload(await mediaFixture('h264'), `/${clip}`);
  for (const file of [picture, clip]) await callOf(listener('ftp').server, (call) => call['file'] === `/${file}`);

  const recording = await callOf(listener('recording').server, (call) => call['video_processed_by_analytics'] === true);
  assert.partialDeepStrictEqual(recording, { camera: id, camera_name: 'Front Door', file_path_video: `/${clip}` });
  const found = await callOf(listener('detection').server, ({ clip_url: url }) => url !== null);
  assert.equal(found['camera_name'], 'Front Door');
  assert.ok((found['shapes'] as { shape: string }[]).some(({ shape }) => shape === 'person'));
  for (const url of [found['snapshot_url'], found['clip_url'], recording['url_video']]) {
    assert.equal((await fetch(String(url))).status, 200, String(url));
  }

  // Its name says nothing to any brand: the first answer with a camera decides.
  listener('ftp').server.answer = { camera_name: 'Front Door', type: 'jpg', epoch: Date.now() / 1000 - 3600 };
  await house.upload(await mediaFixture('picture'), '/alarm-0815.jpg');
  const events = await house.settled([picture, clip, 'alarm-0815.jpg']);
  assert.deepEqual(
    events.map(({ camera, assets }) => [camera, assets.map(({ file }) => file).toSorted()]),
    [
      [id, [`/${clip}`, `/${picture}`].toSorted()],
      [id, ['/alarm-0815.jpg']],
    ],
  );
  for (const type of TYPES) assert.equal((await healthOf(house, listener(type)))['state'], 'ok', type);
});

test('a listener that was down hears what it missed when it is back, over a restart of the add-on', async (context) => {
  const house = await House.open(context, { allow_local_listeners: true });
  const listener = await openListeners(context, house);
  const { port } = listener('detection').server;
  await listener('detection').server.stop();
  await house.addCamera('Front Door');
  const picture = `Front Door_00_${stampAgo(10)}.jpg`;
  await house.upload(await mediaFixture('picture'), `/${picture}`);
  await house.analysed(picture);
  await house.addOn.line(/Cannot tell a listener: it refuses connections/);
  assert.partialDeepStrictEqual(await healthOf(house, listener('detection')), {
    state: 'failing',
    waiting: 1,
    dropped: 0,
  });

  assert.equal(await house.addOn.stop(), 0);
  const again = await ListenerServer.start(port);
  context.after(() => again.stop());
  await house.startAddOn();
  const [missed] = await again.calls(1);
  assert.equal(missed?.['camera_name'], 'Front Door');
  assert.equal(missed?.['event_id'], (await house.events())[0]?.id);

  // It is struck off once its answer is in.
  while ((await healthOf(house, listener('detection')))['waiting'] !== 0);
  assert.partialDeepStrictEqual(await healthOf(house, listener('detection')), { state: 'ok', dropped: 0 });
});
