import assert from 'node:assert/strict';
import { describe, type TestContext, test } from 'node:test';
import type { Face } from '../../src/domain/face.ts';
import type { AnalysedTrack } from '../../src/domain/track.ts';
import { FaceMemory } from '../../src/gallery/face-memory.ts';
import { GalleryJudge } from '../../src/gallery/gallery-judge.ts';
import { SqliteAnalysisQueue } from '../../src/queue/sqlite-queue.ts';
import { openDatabase } from '../../src/store/database.ts';
import { SqliteFaceStore } from '../../src/store/sqlite-face-store.ts';
import { SqliteHistory } from '../../src/store/sqlite-history.ts';
import { embeddingOf, face } from '../gallery/embeddings.ts';
import { MemoryConfigStore } from '../publish/memory-config-store.ts';
import { configWith } from '../publish/samples.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { silentLogger } from '../support/test-logger.ts';
import { analysis, NOON_MS, newAsset, PICTURE, track } from './history-fixture.ts';

/** History with a judge over a gallery of Anna alone. */
async function open(context: TestContext, { keepsStrangers = true } = {}) {
  const clock = new ManualClock();
  const logger = silentLogger();
  const database = openDatabase({ folder: await temporaryFolder(context), clock, logger });
  const queue = new SqliteAnalysisQueue({ database, clock, logger });
  context.after(() => database.close());
  const store = new SqliteFaceStore(database);
  store.putKnownFace({
    knownObjectId: 1,
    file: 'anna.jpg',
    embedding: embeddingOf(1),
    quality: 0.9,
    problem: null,
    computedAtMs: 0,
  });
  const people = [{ id: 3, uuid: '00000000-0000-4000-8000-000000000003', name: 'Anna', ignored: false }];
  const known_objects = [
    {
      id: 1,
      name: 'anna ',
      file_path_image: 'anna.jpg',
      object_type: 1,
      identified: true,
      deep_learning_done: true,
      recording_id: null,
      frame_nbr: null,
    },
  ];
  const analytics_shapes = [{ id: 1, shape: 'person', description: '' }];
  const memory = new FaceMemory(
    new MemoryConfigStore({ ...configWith([]), people, known_objects, analytics_shapes }),
    store,
  );
  const judge = new GalleryJudge({ store, memory, keepsStrangers });
  const history = new SqliteHistory({ database, jobs: queue, judge, clock });
  const see = (file: string, faces: readonly Face[], changes: Partial<AnalysedTrack> = {}, atMs = NOON_MS) => {
    const { assetId, jobId } = history.addAsset(newAsset(file, { takenAtMs: atMs }));
    assert.ok(jobId);
    return history.completeAnalysis(jobId, analysis(assetId, [track('person', { ...changes, faces })], PICTURE));
  };
  /** All of these in one picture, side by side. */
  const seeTogether = (looks: readonly (readonly number[])[]) => {
    const { assetId, jobId } = history.addAsset(newAsset('together.jpg'));
    assert.ok(jobId);
    const tracks = looks.map((embedding, index) => {
      const box = { startX: 400 * index, startY: 0, endX: 400 * index + 100, endY: 120 };
      return track('person', { faces: [face(embedding, { box, picture: `face${index + 1}.jpg` })] }, box);
    });
    return history.completeAnalysis(jobId, analysis(assetId, tracks, PICTURE)).eventId;
  };
  const identityOf = (eventId: string) => history.event(eventId)?.tracks.at(-1)?.identity;
  return { history, store, see, seeTogether, identityOf, memory };
}

const HOUR_MS = 3_600_000;

describe('an analysis with faces is kept with who it was', () => {
  test('a person of the gallery by name, from the very transaction that opens the event\u2019s news', async (context) => {
    const { history, see, identityOf } = await open(context);
    const { eventId } = see('a.jpg', [face(embeddingOf(1, { 0: 0.2 }), { picture: 'a_face1.jpg' })]);
    assert.partialDeepStrictEqual(identityOf(eventId), { kind: 'known', personId: 3, name: 'Anna' });
    assert.equal(history.event(eventId)?.tracks[0]?.facePicture, 'a_face1.jpg');
    const [news, ...more] = history.takeFaceAnnouncements(0);
    assert.deepEqual(more, []);
    assert.partialDeepStrictEqual(news, { eventId, identity: { kind: 'known', name: 'Anna' }, picture: 'a_face1.jpg' });
    assert.deepEqual(history.takeFaceAnnouncements(0), [], 'the news is given once');
  });

  test('a stranger by an id that stays, and is another one\u2019s for somebody else', async (context) => {
    const { store, see, identityOf } = await open(context);
    const first = see('a.jpg', [face(embeddingOf(5))]);
    const again = see('b.jpg', [face(embeddingOf(5, { 1: 0.2 }))], {}, NOON_MS + HOUR_MS);
    const other = see('c.jpg', [face(embeddingOf(6))], {}, NOON_MS + 2 * HOUR_MS);
    assert.deepEqual(identityOf(first.eventId), { kind: 'unknown', strangerId: 1 });
    assert.deepEqual(identityOf(again.eventId), { kind: 'unknown', strangerId: 1 });
    assert.deepEqual(identityOf(other.eventId), { kind: 'unknown', strangerId: 2 });
    const [second, one] = store.strangers(NOON_MS + HOUR_MS);
    assert.partialDeepStrictEqual(second, { id: 2, sightings: 1, recentSightings: 1, cameraIds: [1] });
    assert.partialDeepStrictEqual(one, { id: 1, sightings: 2, recentSightings: 1, firstSeenMs: NOON_MS });
  });

  test('two who are in one frame are two strangers, however alike they look', async (context) => {
    const { history, seeTogether, see } = await open(context);
    const eventId = seeTogether([embeddingOf(5), embeddingOf(5, { 2: 0.3 })]);
    const ids = history
      .event(eventId)
      ?.tracks.map(({ identity }) => identity?.kind === 'unknown' && identity.strangerId);
    assert.deepEqual(ids, [1, 2]);
    const again = see('one.jpg', [face(embeddingOf(5, { 2: 0.29 }))], {}, NOON_MS + HOUR_MS);
    assert.partialDeepStrictEqual(history.event(again.eventId)?.tracks[0]?.identity, {
      kind: 'unknown',
      strangerId: 2,
    });
  });

  test('two who are in one frame are not both the same person: the likest is', async (context) => {
    const { history, seeTogether } = await open(context);
    const eventId = seeTogether([embeddingOf(1, { 2: 0.4 }), embeddingOf(1, { 2: 0.1 })]);
    const kinds = history.event(eventId)?.tracks.map(({ identity }) => identity?.kind);
    assert.deepEqual(kinds, ['unsure', 'known']);
    const told = history.takeFaceAnnouncements(0);
    assert.equal(told.length, 1);
    assert.equal(told[0]?.picture, 'face2.jpg', 'the news shows who kept the name');
  });

  test('the picture and the clip of one event give the news of a person once, and that of a stranger beside it', async (context) => {
    const { history, see } = await open(context);
    see('a.jpg', [face(embeddingOf(1))]);
    see('b.jpg', [face(embeddingOf(1, { 1: 0.1 }))], {}, NOON_MS + 2_000);
    see('c.jpg', [face(embeddingOf(9))], {}, NOON_MS + 4_000);
    const told = history.takeFaceAnnouncements(0).map(({ identity }) => identity.kind);
    assert.deepEqual(told, ['known', 'unknown']);
  });

  test('nobody where no face was good enough, and then nothing is told', async (context) => {
    const { history, see, identityOf } = await open(context);
    const { eventId } = see('a.jpg', [face(null)]);
    assert.equal(identityOf(eventId), null);
    assert.deepEqual(history.takeFaceAnnouncements(0), []);
  });

  test('a stranger without an id and without a face where strangers are not kept', async (context) => {
    const { history, store, see, identityOf } = await open(context, { keepsStrangers: false });
    const { eventId } = see('a.jpg', [face(embeddingOf(5), { picture: 'a_face1.jpg' })]);
    assert.deepEqual(identityOf(eventId), { kind: 'unknown', strangerId: null });
    assert.equal(history.event(eventId)?.tracks[0]?.facePicture, null);
    assert.equal(history.takeFaceAnnouncements(0)[0]?.picture, null);
    assert.deepEqual(store.strangers(0), []);
    const [left] = store.expiredFaces(0, 10);
    assert.partialDeepStrictEqual(left, { embedding: null, picture: 'a_face1.jpg' }, 'its picture waits to be deleted');
  });

  test('a picture that another face shows as well is not given up with the first', async (context) => {
    const { store, see } = await open(context);
    const { eventId } = see('a.jpg', [face(embeddingOf(5), { picture: 'same.jpg' })]);
    const [kept] = store.facesOf({ strangerId: 1 }, 10);
    assert.ok(kept);
    store.addFaces([{ ...kept, trackId: null, strangerId: null, eventId }]);
    assert.deepEqual(
      store.expiredFaces(0, 10).map(({ picture }) => picture),
      [null],
    );
  });
});
