import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { Stores } from '../intake/stores.ts';
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
