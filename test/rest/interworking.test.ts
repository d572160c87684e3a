import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import sharp from 'sharp';
import { ReportedShapes } from '../../src/intake/reported-shapes.ts';
import { accessGuard } from '../../src/rest/access-guard.ts';
import { interworkingRoutes } from '../../src/rest/interworking-routes.ts';
import { interworkingWrites } from '../../src/rest/interworking-writes.ts';
import { openToBrowsers } from '../../src/rest/open-to-browsers.ts';
import { ReportTable } from '../../src/store/report-table.ts';
import { SightingTable } from '../../src/store/sighting-table.ts';
import { SqliteReanalysis } from '../../src/store/sqlite-reanalysis.ts';
import { Stores } from '../intake/stores.ts';
import { analysis, newAsset, track } from '../store/history-fixture.ts';
import { blamed, serve } from './rest-fixture.ts';

const BASE = '/interworking/api/v1.0';
const MINUTE_MS = 60_000;

async function open(context: TestContext) {
  const stores = await Stores.open(context);
  const { config, media, database, clock, history, queue, logger } = stores;
  const cameraId = await stores.addCamera('Front door');
  const told: string[] = [];
  const sinks = [{ motion: (id: number) => told.push(`motion ${id}`), eventChanged: (id: string) => told.push(id) }];
  const reports = new ReportedShapes({ store: new ReportTable(database, clock), config, media, sinks, clock, logger });
  const sightings = new SightingTable(database);
  const routes = [
    interworkingRoutes({ sightings, past: sightings, config, media, backEndPort: 8000, clock }),
    interworkingWrites({ reports, config, media, clock }),
  ];
  const guard = openToBrowsers(accessGuard({ token: 'unused', trustedNetworks: [] }));
  const served = await serve(context, routes, { guard });
  /** A clip of this camera, taken now, in which these shapes were found, each with its picture. */
  const clip = async (name: string, shapes: readonly string[]) => {
    const added = history.addAsset(
      newAsset(`${name}.mp4`, { cameraId, takenAtMs: clock.nowMs(), receivedAtMs: clock.nowMs() }),
    );
    assert.ok(queue.lease('clip', MINUTE_MS) && added.jobId !== null);
    const tracks = shapes.map((shape) => track(shape, { snapshot: `shots/${name}_${shape}.jpg` }));
    for (const { snapshot } of tracks) await stores.put(snapshot ?? '', { sizeBytes: 100 + told.length });
    history.completeAnalysis(added.jobId, analysis(added.assetId, tracks));
    return added;
  };
  return { stores, cameraId, told, clip, ...served };
}

describe('a detected shape', () => {
  test('is told for 90 seconds, of its camera or of any', async (context) => {
    const { send, clip, stores } = await open(context);
    const ask = async (camera: string, shape: string) =>
      (await send('GET', `${BASE}/shape_detected/${camera}/${shape}`)).body;
    assert.deepEqual(await ask('all_cameras', 'person'), { detected: false });
    await clip('a', ['person']);
    const seen = {
      detected: true,
      camera_name: 'Front door',
      shape_type: 'person',
      snapshot_url: 'http://127.0.0.1:8000/shots/a_person.jpg',
      time: new Date(stores.clock.nowMs() + 2_000).toISOString(),
    };
    assert.deepEqual(await ask('Front%20door', 'person'), seen);
    assert.deepEqual(await ask('front_door', 'all_shapes'), seen);
    assert.deepEqual(await ask('all_cameras', 'person'), seen);
    assert.deepEqual(await ask('all_cameras', 'car'), { detected: false });
    stores.clock.advance(89_999);
    assert.deepEqual(await ask('all_cameras', 'person'), seen);
    stores.clock.advance(1);
    assert.deepEqual(await ask('all_cameras', 'person'), { detected: false });
  });

  test('that was analysed again is history', async (context) => {
    const { send, clip, stores } = await open(context);
    const { assetId } = await clip('a', ['cat']);
    stores.clock.advance(10 * MINUTE_MS);
    new SqliteReanalysis({ database: stores.database, jobs: stores.queue }).request({ kind: 'asset', id: assetId });
    const job = stores.queue.lease('clip', MINUTE_MS);
    stores.history.completeAnalysis(job?.id ?? 0, analysis(assetId, [track('person')]));
    assert.deepEqual((await send('GET', `${BASE}/shape_detected/all_cameras/person`)).body, { detected: false });
  });

  test('of no known camera or kind is 404', async (context) => {
    const { send } = await open(context);
    const answer = await send('GET', `${BASE}/shape_detected/Nowhere/unicorn`);
    assert.deepEqual([answer.status, blamed(answer)], [404, ['camera_name', 'shape']]);
  });
});

test('the last pictures come newest first, and beyond what there is the oldest', async (context) => {
  const { send, clip, stores, port } = await open(context);
  assert.equal((await send('GET', `${BASE}/last_detected_images/all_shapes/0.jpg`)).status, 404);
  for (const [index, name] of ['a', 'b', 'c'].entries()) {
    await clip(name, [index === 1 ? 'dog' : 'person']);
    await sharp({ create: { width: 8 + index, height: 8, channels: 3, background: 'red' } })
      .jpeg()
      .toFile(join(stores.rootDir, `shots/${name}_${index === 1 ? 'dog' : 'person'}.jpg`));
    stores.clock.advance(MINUTE_MS);
  }
  const width = async (path: string) => {
    const response = await fetch(`http://127.0.0.1:${port}${BASE}/last_detected_images/${path}`);
    assert.deepEqual([response.status, response.headers.get('content-type')], [200, 'image/jpeg'], path);
    return (await sharp(Buffer.from(await response.arrayBuffer())).metadata()).width;
  };
  assert.deepEqual(await Promise.all(['0', '1', '2', '9'].map((n) => width(`all_shapes/${n}.jpg`))), [10, 9, 8, 8]);
  assert.deepEqual(await Promise.all(['0', '1', '5'].map((n) => width(`person/${n}.jpg`))), [10, 8, 8]);
  assert.equal(await width('dog/0.jpg'), 9);
});

test('shapes in recordings are found by recording, and by shape and time in both forms', async (context) => {
  const { send, clip, stores } = await open(context);
  stores.clock.advance(Date.UTC(2026, 10, 22, 10, 0) - stores.clock.nowMs());
  const first = await clip('a', ['person', 'car']);
  stores.clock.advance(60 * MINUTE_MS);
  const second = await clip('b', ['person']);
  const get = async (path: string): Promise<unknown> => (await send('GET', `${BASE}/${path}`)).body;
  const person = {
    time: '2026-11-22T10:00:02.000Z',
    shape: 'person',
    confidence: 87.5,
    frame_nbr: 30,
    camera: 'Front door',
    recording_id: first.recordingId,
    startX: 100,
    startY: 100,
    endX: 200,
    endY: 160,
    snapshot: '/shots/a_person.jpg',
    snapshot_url: 'http://127.0.0.1:8000/shots/a_person.jpg',
    epoch: Date.UTC(2026, 10, 22, 10, 0, 2) / 1000,
  };
  const ofFirst = await get(`shapes_video/${first.recordingId}`);
  assert.ok(Array.isArray(ofFirst) && ofFirst.length === 2);
  assert.deepEqual(ofFirst[0], person);
  assert.deepEqual(await get('shapes_video/999'), []);
  const [from, to] = [Date.UTC(2026, 10, 22, 9, 30) / 1000, Date.UTC(2026, 10, 22, 10, 30) / 1000];
  assert.deepEqual(await get(`get_video_shapes/person/${from}/${to}`), [person]);
  assert.deepEqual(await get('get_video_shapes/person/2026-11-22-09:30/2026-11-22-10:30'), [person]);
  assert.deepEqual(await get('get_recordings/person/2026-11-22-09:30/2026-11-22-11:30'), [
    first.recordingId,
    second.recordingId,
  ]);
  assert.deepEqual(await get(`get_recordings/all/${from}/${to}`), [first.recordingId]);
  assert.deepEqual(await get(`get_recordings/car/${to}/${to + 9_999}`), []);
  const bad = await send('GET', `${BASE}/get_recordings/unicorn/yesterday/2026-11-22-10:30`);
  assert.deepEqual([bad.status, blamed(bad)], [400, ['shape', 'start']]);
});

test('shapes have ids, and all of them one', async (context) => {
  const { send } = await open(context);
  const { body } = await send('GET', `${BASE}/get_shape_objects`);
  assert.ok(Array.isArray(body));
  assert.deepEqual(
    [body[0], body.at(-1)],
    [
      { shape: 'person', id: 1 },
      { shape: 'all', id: 99 },
    ],
  );
  assert.equal(body.length, 81);
});

describe('what another detector reports', () => {
  test('joins its event, with a picture of its own, and is told', async (context) => {
    const { send, clip, stores, told, cameraId } = await open(context);
    const { eventId } = await clip('a', ['dog']);
    await sharp({ create: { width: 20, height: 10, channels: 3, background: 'blue' } })
      .jpeg()
      .toFile(join(stores.rootDir, 'seen.jpg'));
    const time = stores.clock.nowMs() / 1000;
    const answer = await send('POST', `${BASE}/register_detected_shape`, {
      shape_type: 'Person',
      camera_name: 'Front door',
      snapshot_url: 'http://homeassistant.local:8000/seen.jpg',
      time,
    });
    assert.deepEqual([answer.status, answer.body], [201, {}]);
    assert.deepEqual(told, [`motion ${cameraId}`, eventId]);
    const event = stores.history.event(eventId);
    const reported = event?.tracks.find(({ shape }) => shape === 'person');
    assert.partialDeepStrictEqual(reported, {
      confidence: 1,
      suppressed: false,
      bestShot: { box: { endX: 20, endY: 10 } },
    });
    assert.ok(reported?.snapshot);
    assert.deepEqual(
      await readFile(join(stores.rootDir, reported.snapshot)),
      await readFile(join(stores.rootDir, 'seen.jpg')),
    );
    const seen = await send('GET', `${BASE}/shape_detected/all_cameras/person`);
    assert.partialDeepStrictEqual(seen.body, {
      detected: true,
      snapshot_url: `http://127.0.0.1:8000/${encodeURI(reported.snapshot)}`,
    });

    const again = new SqliteReanalysis({ database: stores.database, jobs: stores.queue });
    assert.deepEqual(again.request({ kind: 'event', id: eventId }), { queued: 1, alreadyWaiting: 0, skipped: 1 });
  });

  test('has the picture that its address answers, or a card that says there is none', async (context) => {
    const { send, stores } = await open(context);
    const picture = await sharp({ create: { width: 30, height: 10, channels: 3, background: 'blue' } })
      .png()
      .toBuffer();
    const server = createServer((request, response) => {
      if (request.url === '/p.png') response.end(picture);
      else response.writeHead(302, { location: '/p.png' }).end();
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    context.after(() => new Promise((resolve) => server.close(resolve)));
    const host = `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // it listens on a port
    const widths: (number | undefined)[] = [];
    for (const url of [`${host}/p.png`, `${host}/redirect`, 'file:///etc/passwd', '../../etc/passwd', '', null]) {
      const body = { shape_type: 'person', camera_name: 'Front door', snapshot_url: url, time: '' };
      assert.equal((await send('POST', `${BASE}/register_detected_shape`, body)).status, 201, String(url));
      const [file] = new SightingTable(stores.database).pictures('person', 1);
      widths.push((await sharp(join(stores.rootDir, file ?? '')).metadata()).width);
    }
    assert.deepEqual(widths, [30, 640, 640, 640, 640, 640]);
    assert.equal(stores.history.events({}).length, 1);
  });

  test('is refused whole, every bad field named', async (context) => {
    const { send, stores, told } = await open(context);
    const body = { shape_type: 'unicorn', camera_name: 'all_cameras', time: 'soon' };
    const answer = await send('POST', `${BASE}/register_detected_shape`, body);
    assert.deepEqual([answer.status, blamed(answer)], [400, ['camera_name', 'shape_type', 'time']]);
    assert.deepEqual(blamed(await send('POST', `${BASE}/register_detected_shape`, {})), ['camera_name', 'shape_type']);
    assert.deepEqual([stores.history.events({}), told], [[], []]);
  });
});

test('a known object is made of a snapshot, and gets its name later', async (context) => {
  const { send, stores } = await open(context);
  await stores.put('shots/face.jpg');
  const post = (body: unknown) => send('POST', `${BASE}/create_known_object`, body);
  const body = { name: '', recording_id: '12', frame_nbr: 30, snapshot: '/shots/face.jpg', shape: 'person' };
  assert.deepEqual((await post(body)).status, 201);
  const [row] = stores.config.read().known_objects;
  assert.partialDeepStrictEqual(row, {
    name: '',
    file_path_image: '/shots/face.jpg',
    identified: false,
    recording_id: 12,
    frame_nbr: 30,
  });
  await post({ ...body, name: 'Anna', snapshot: 'http://x:8000/shots/face.jpg' });
  assert.partialDeepStrictEqual(stores.config.read().known_objects, [{ id: row?.id, name: 'Anna', identified: true }]);
  const bad = await post({ ...body, shape: 'unicorn', snapshot: '../x' });
  assert.deepEqual([bad.status, blamed(bad)], [400, ['shape', 'snapshot']]);
  const missing = await post({ ...body, snapshot: 'none.jpg' });
  assert.deepEqual([missing.status, blamed(missing)], [404, ['snapshot']]);
});

test('pages of any origin may read, and none may write', async (context) => {
  const { send } = await open(context);
  const origin = { origin: 'http://elsewhere' };
  const read = await send('GET', `${BASE}/get_shape_objects`, undefined, origin);
  assert.equal(read.headers.get('access-control-allow-origin'), '*');
  const lost = await send('GET', `${BASE}/nothing`, undefined, origin);
  assert.deepEqual([lost.status, lost.headers.get('access-control-allow-origin')], [404, '*']);
  const asked = await send('OPTIONS', `${BASE}/get_shape_objects`, undefined, origin);
  assert.deepEqual([asked.status, asked.headers.get('access-control-allow-methods')], [204, 'GET, HEAD']);
  const written = await send('POST', `${BASE}/register_detected_shape`, {}, origin);
  assert.equal(written.headers.get('access-control-allow-origin'), null);
});
