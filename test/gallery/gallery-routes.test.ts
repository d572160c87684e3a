import assert from 'node:assert/strict';
import { describe, type TestContext, test } from 'node:test';
import { deepAnalysisRoutes } from '../../src/rest/gallery/deep-analysis-routes.ts';
import { galleryRoutes } from '../../src/rest/gallery/gallery-routes.ts';
import { blamed, messageIn, serve } from '../rest/rest-fixture.ts';
import { NOON_MS } from '../store/history-fixture.ts';
import { embeddingOf } from './embeddings.ts';
import { GalleryBench, photoOf } from './gallery-bench.ts';

async function open(context: TestContext) {
  const bench = await GalleryBench.open(context);
  const { gallery, history, config } = bench;
  const objects = { knownIds: () => new Set<number>(), recompute: async () => false };
  const deep = deepAnalysisRoutes({ gallery, objects, history, tracks: bench.tracks, config, backEndPort: 8000 });
  const { send, port } = await serve(context, [...galleryRoutes(gallery), deep]);
  const upload = async (path: string, image: Buffer, type = 'image/jpeg') => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method: 'POST',
      headers: { 'content-type': type },
      body: new Uint8Array(image),
    });
    return { status: response.status, headers: response.headers, body: (await response.json()) as unknown };
  };
  return { bench, send, upload };
}

describe('people over REST', () => {
  test('are added, get pictures, are renamed and forgotten', async (context) => {
    const { bench, send, upload } = await open(context);
    const added = await send('POST', '/rest/people', { name: 'Anna' });
    assert.equal(added.status, 201);
    assert.partialDeepStrictEqual(added.body, { id: 1, name: 'Anna', ignored: false, pictures: [] });
    const picture = await upload('/rest/people/1/pictures', photoOf(embeddingOf(1)));
    assert.equal(picture.status, 201, JSON.stringify(picture.body));
    assert.partialDeepStrictEqual(picture.body, {
      enrolled: true,
      person_id: 1,
      picture: { has_embedding: true, quality: 80 },
      faces: [],
    });
    assert.partialDeepStrictEqual((await send('PATCH', '/rest/people/1', { name: 'Anne' })).body, {
      name: 'Anne',
      pictures: [{ id: 1 }],
    });
    await bench.gallery.idle();
    assert.equal((await send('DELETE', '/rest/people/1/pictures/1')).status, 204);
    assert.equal((await send('DELETE', '/rest/people/1')).status, 204);
    assert.deepEqual((await send('GET', '/rest/people')).body, []);
    for (const method of ['GET', 'DELETE']) assert.equal((await send(method, '/rest/people/1')).status, 404);
  });

  test('are asked about when a picture shows several', async (context) => {
    const { send, upload } = await open(context);
    await send('POST', '/rest/people', { name: 'Anna' });
    const group = photoOf(embeddingOf(1), embeddingOf(2));
    const asked = await upload('/rest/people/1/pictures', group);
    assert.partialDeepStrictEqual(asked.body, {
      enrolled: false,
      picture: null,
      faces: [{ face: 1, fault: null }, { face: 2 }],
    });
    assert.partialDeepStrictEqual((await upload('/rest/people/1/pictures?face=2', group)).body, { enrolled: true });
    assert.deepEqual(blamed({ ...(await upload('/rest/people/1/pictures?face=9', group)) }), ['face']);
  });

  test('refuse what is no picture, too large, nobody\u2019s, or named as somebody is', async (context) => {
    const { send, upload } = await open(context);
    await send('POST', '/rest/people', { name: 'Anna' });
    assert.deepEqual(blamed(await send('POST', '/rest/people', { name: 'ANNA' })), ['name']);
    assert.deepEqual(blamed(await send('POST', '/rest/people', {})), ['name']);
    assert.deepEqual(blamed(await send('POST', '/rest/people/1/pictures', {})), ['picture']);
    assert.deepEqual(blamed(await upload('/rest/people/1/pictures', Buffer.from('x'), 'text/plain')), ['body']);
    assert.deepEqual(blamed(await upload('/rest/people/1/pictures', Buffer.from('x'), 'multipart/form-data')), [
      'body',
    ]);
    const large = await upload('/rest/people/1/pictures', Buffer.alloc(21 * 1024 * 1024));
    assert.equal(large.status, 413);
    assert.match(messageIn(large)['body'] ?? '', /larger than 20 MiB/);
    assert.equal((await upload('/rest/people/1/pictures', Buffer.from('x'))).status, 400);
    assert.equal((await upload('/rest/people/7/pictures', photoOf(embeddingOf(1)))).status, 404);
    assert.deepEqual(blamed(await send('POST', '/rest/people/enrol_folder', { folder: '../etc' })), ['folder']);
    assert.equal((await send('POST', '/rest/people/enrol_folder', { folder: 'missing' })).status, 404);
  });
});

test('strangers over REST are listed, named, ignored, merged and split', async (context) => {
  const { bench, send } = await open(context);
  await bench.see([embeddingOf(5)], bench.clock.nowMs());
  await bench.see([embeddingOf(6)], bench.clock.nowMs() - 3_600_000);
  const list = await send('GET', '/rest/strangers');
  assert.partialDeepStrictEqual(list.body, [
    { id: 1, label: 'unknown-1', sightings: 1, sightings_this_week: 1, cameras: [1] },
    { id: 2, label: 'unknown-2' },
  ]);
  const [face] = (await send('GET', '/rest/strangers/1/faces')).body as { id: number; url: string }[];
  assert.match(face?.url ?? '', /\/concierge-snapshots\/front\/1_face1\.jpg$/);
  assert.partialDeepStrictEqual((await send('PATCH', '/rest/strangers/2', { ignored: true })).body, { ignored: true });
  assert.partialDeepStrictEqual((await send('POST', '/rest/strangers/2/merge', { into: 1 })).body, {
    id: 1,
    sightings: 2,
  });
  assert.partialDeepStrictEqual((await send('POST', '/rest/strangers/1/split', { faces: [face?.id] })).body, {
    id: 3,
    sightings: 1,
  });
  const named = await send('POST', '/rest/strangers/3/name', { name: 'Clara' });
  assert.deepEqual([named.status, named.body], [201, { person_id: 1 }]);
  assert.equal((await send('GET', '/rest/strangers/99')).status, 404);
  assert.equal((await send('POST', '/rest/strangers/99/name', { name: 'X' })).status, 404);
});

test('a face is enrolled and rejected over REST, and past events are judged again', async (context) => {
  const { bench, send } = await open(context);
  const seen = await bench.see([embeddingOf(5)]);
  await send('POST', '/rest/people', { name: 'Clara' });
  const enrolled = await send('POST', '/rest/people/1/faces', { face_id: 1 });
  assert.equal(enrolled.status, 201, JSON.stringify(enrolled.body));
  await bench.gallery.idle();
  assert.partialDeepStrictEqual(bench.identity(seen), { kind: 'known', name: 'Clara' });
  assert.partialDeepStrictEqual((await send('GET', '/rest/gallery/reidentification')).body, {
    running: false,
    total: 1,
  });
  assert.equal((await send('POST', '/rest/gallery/reidentification', {})).status, 202);
  assert.equal((await send('POST', '/rest/faces/1/reject', { person_id: 1 })).status, 201);
  assert.equal((await send('POST', '/rest/faces/77/reject', {})).status, 404);
  assert.deepEqual(blamed(await send('POST', '/rest/faces/1/reject', { person_id: 9 })), ['person']);
  assert.partialDeepStrictEqual((await send('GET', '/rest/gallery/report')).body, {
    people: [{ name: 'Clara', pictures: 0 }],
  });
});

test('the gallery is exported and imported over REST, and what is no gallery is refused', async (context) => {
  const { bench, send, upload } = await open(context);
  await bench.person('Anna', photoOf(embeddingOf(1)));
  const { body } = await send('GET', '/rest/gallery/export');
  const other = await open(context);
  const type = 'application/vnd.concierge.gallery+json';
  const imported = await other.upload('/rest/gallery/import', Buffer.from(JSON.stringify(body)), type);
  assert.deepEqual([imported.status, imported.body], [201, { people: 1, pictures: 1, left: [] }]);
  assert.equal((await upload('/rest/gallery/import', Buffer.from('{"format": "other"}'), type)).status, 400);
  assert.deepEqual(blamed(await send('POST', '/rest/gallery/import', {})), ['body']);
});

describe('port 5106', () => {
  test('tells of a recording who was in it', async (context) => {
    const { bench, send } = await open(context);
    await bench.person('Anna', photoOf(embeddingOf(1)));
    const recordingId = await bench.record([embeddingOf(1, { 1: 0.1 })], NOON_MS);
    for (const recording_id of [recordingId, String(recordingId)]) {
      const answer = await send('POST', '/deep_analysis/api/v1.0/get_deep_data', { recording_id });
      assert.equal(answer.status, 201, JSON.stringify(answer.body));
      assert.partialDeepStrictEqual(answer.body, [
        {
          shape: 'person',
          recording_id: recordingId,
          identity: { kind: 'known', name: 'Anna' },
          faces: [{ identity: 'Anna', startX: 10 }],
        },
      ]);
    }
    assert.equal((await send('POST', '/deep_analysis/api/v1.0/get_deep_data', { recording_id: 999 })).status, 404);
    assert.deepEqual(blamed(await send('POST', '/deep_analysis/api/v1.0/get_deep_data', {})), ['recording_id']);
  });

  test('tells which known objects have an embedding, and computes one anew', async (context) => {
    const { bench, send } = await open(context);
    await bench.person('Anna', photoOf(embeddingOf(1)));
    assert.partialDeepStrictEqual((await send('GET', '/deep_analysis/api/v1.0/read_known_objects')).body, [
      { id: 1, name: 'Anna', has_embedding: true },
    ]);
    const anew = await send('POST', '/deep_analysis/api/v1.0/create_deep_data', { record_id: 1 });
    assert.equal(anew.status, 201);
    assert.partialDeepStrictEqual(anew.body, { id: 1, has_embedding: true, deep_learning_done: true });
    assert.equal((await send('POST', '/deep_analysis/api/v1.0/create_deep_data', { record_id: 9 })).status, 404);
  });
});
