import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { Stores } from '../intake/stores.ts';
import { analysis } from '../store/history-fixture.ts';
import { backEnd, blamed, serve } from './rest-fixture.ts';

async function open(context: TestContext) {
  const stores = await Stores.open(context);
  const camera = await stores.addCamera('Front');
  return { stores, camera, ...(await serve(context, backEnd(stores))) };
}

const RECORDING = { camera: 'Front', recording_date_time: '2026-11-22T10:00:00Z', file_path_video: '/a/b.mp4' };

test('a recording is announced, read, put back as it was read, changed and taken away', async (context) => {
  const { camera, send } = await open(context);
  const made = await send('POST', '/rest/recordings/', RECORDING);
  assert.equal(made.status, 201, JSON.stringify(made.body));
  assert.partialDeepStrictEqual(made.body, {
    camera,
    recording_date_time: '2026-11-22T10:00:00.000Z',
    file_path_video: '/a/b.mp4',
    duration: null,
  });
  const path = `/rest/recordings/${Object(made.body).id}/`;
  assert.deepEqual((await send('GET', path)).body, made.body);
  assert.deepEqual((await send('PUT', path, made.body)).body, made.body);
  const patched = await send('PATCH', path, { file_path_snapshot: 'a/b.jpg', recording_date_time: '2026-11-22T11:00' });
  assert.partialDeepStrictEqual(patched.body, {
    camera,
    file_path_snapshot: '/a/b.jpg',
    recording_date_time: '2026-11-22T11:00:00.000Z',
    file_path_video: '/a/b.mp4',
  });
  assert.equal((await send('DELETE', path)).status, 204);
  for (const method of ['GET', 'PUT', 'PATCH', 'DELETE']) {
    assert.equal((await send(method, path, method === 'GET' ? undefined : RECORDING)).status, 404, method);
  }
});

test('what a caller knows of a clip is kept, until Concierge has measured it itself', async (context) => {
  const { stores, camera, send } = await open(context);
  const known = { duration: 12.5, nbr_frames: 188, resolution: '1920x1080', video_processed_by_analytics: true };
  const { body, status } = await send('POST', '/rest/recordings/', { ...RECORDING, ...known });
  assert.equal(status, 201);
  assert.partialDeepStrictEqual(body, known);
  const path = `/rest/recordings/${Object(body).id}/`;
  const changed = { duration: null, video_processed_by_analytics: false };
  assert.partialDeepStrictEqual((await send('PATCH', path, changed)).body, { ...known, ...changed });
  assert.partialDeepStrictEqual((await send('PUT', path, RECORDING)).body, { duration: null, resolution: null });
  for (const bad of [
    { duration: -1 },
    { duration: 'long' },
    { nbr_frames: 1.5 },
    { nbr_frames: '188' },
    { resolution: 1080 },
    { video_processed_by_analytics: 'yes' },
  ]) {
    const answer = await send('PATCH', path, bad);
    assert.equal(answer.status, 400, JSON.stringify(bad));
    assert.deepEqual(blamed(answer), Object.keys(bad));
  }

  await send('PATCH', path, known);
  const times = { takenAtMs: stores.clock.nowMs(), receivedAtMs: stores.clock.nowMs() };
  const clip = { file: 'a/b.mp4', mediaType: 'mp4', profileId: null, sizeBytes: 9, analyse: true } as const;
  const added = stores.history.addAsset({ ...clip, ...times, cameraId: camera, recordingId: Object(body).id });
  const metadata = { fps: 10, frameCount: 60, durationMs: 6000, width: 640, height: 360, codec: 'h264' };
  stores.history.completeAnalysis(added.jobId ?? 0, analysis(added.assetId, [], metadata));
  const measured = { duration: 6, nbr_frames: 60, resolution: '640x360', video_processed_by_analytics: true };
  assert.partialDeepStrictEqual((await send('GET', path)).body, measured);
});

test('what is wrong with one is said of every field, and nothing is changed', async (context) => {
  const { stores, send } = await open(context);
  const { id } = Object((await send('POST', '/rest/recordings/', RECORDING)).body);
  const other = await send('POST', '/rest/recordings/', { ...RECORDING, file_path_video: 'other.mp4' });
  const bad: [method: string, path: string, body: unknown, fields: string[]][] = [
    ['POST', '/rest/recordings/', { ...RECORDING, file_path_video: '../x.mp4' }, ['file_path_video']],
    ['POST', '/rest/recordings/', { ...RECORDING, file_path_video: '.incoming/x.mp4' }, ['file_path_video']],
    [
      'PUT',
      `/rest/recordings/${id}`,
      { ...RECORDING, camera: 9, recording_date_time: 'noon', colour: 1 },
      ['camera', 'colour', 'recording_date_time'],
    ],
    ['PATCH', `/rest/recordings/${id}`, { file_path_video: '/other.mp4' }, ['file_path_video']],
    ['PATCH', `/rest/recordings/${Object(other.body).id}`, { camera: null }, ['camera']],
  ];
  const before = stores.history.recordings({});
  for (const [method, path, body, fields] of bad) {
    const answer = await send(method, path, body);
    assert.equal(answer.status, 400, JSON.stringify(body));
    assert.deepEqual(blamed(answer), fields, JSON.stringify(body));
  }
  assert.deepEqual(stores.history.recordings({}), before);
});
