import assert from 'node:assert/strict';
import { describe, type TestContext, test } from 'node:test';
import type { BoundingBox } from '../../src/domain/bounding-box.ts';
import { personOfFace } from '../../src/domain/person-of-face.ts';
import { FaceMemory } from '../../src/gallery/face-memory.ts';
import { GalleryJudge } from '../../src/gallery/gallery-judge.ts';
import { SqliteFaceStore } from '../../src/store/sqlite-face-store.ts';
import { SqliteHistory } from '../../src/store/sqlite-history.ts';
import { embeddingOf, face } from '../gallery/embeddings.ts';
import { MemoryConfigStore } from '../publish/memory-config-store.ts';
import { configWith } from '../publish/samples.ts';
import { analysis, historyFixture, NOON_MS, newAsset, PICTURE, track } from './history-fixture.ts';

const HOUR_MS = 3_600_000;
const WALL: BoundingBox = { startX: 2000, startY: 500, endX: 2100, endY: 620 };

async function open(context: TestContext) {
  const { database, queue, clock } = await historyFixture(context);
  const store = new SqliteFaceStore(database);
  const memory = new FaceMemory(new MemoryConfigStore(configWith([])), store);
  const judge = new GalleryJudge({ store, memory, keepsStrangers: true });
  const history = new SqliteHistory({ database, jobs: queue, judge, clock });
  let seen = 0;
  /** What raises something of a picture with this face, an hour after the last one. */
  const see = (
    embedding: readonly number[],
    { box = WALL, apartMs = HOUR_MS, body = personOfFace(box, PICTURE) } = {},
  ) => {
    const takenAtMs = NOON_MS + ++seen * apartMs;
    const { assetId, jobId } = history.addAsset(newAsset(`${seen}.jpg`, { takenAtMs }));
    assert.ok(jobId);
    const tracks = [track('person', { faces: [face(embedding, { box })] }, body)];
    return history.completeAnalysis(jobId, analysis(assetId, tracks, PICTURE)).raised;
  };
  return { see, store };
}

/** The same picture in another light each time, and a little beside where the detector had it before. */
const poster = (number: number) => embeddingOf(7, { [number]: 0.1 });
const beside = (by: number): BoundingBox => ({ ...WALL, startX: WALL.startX + by, endX: WALL.endX + by });

describe('a face on a wall', () => {
  test('raises nothing once three events had it at its place, looking the same', async (context) => {
    const { see } = await open(context);
    const raised = [0, 1, 2, 3, 4].map((number) => see(poster(number), { box: beside(number) }));
    assert.deepEqual(raised, [true, true, true, false, false]);
    assert.equal(see(embeddingOf(8)), true, 'somebody who stands before it does');
    assert.equal(see(poster(0), { box: beside(600) }), true, 'and so does the same face elsewhere');
  });

  test('is somebody who waits while nothing but minutes pass, or who looks a little different each time', async (context) => {
    const { see } = await open(context);
    const minutes = [0, 1, 2, 3, 4].map((number) => see(poster(number), { apartMs: 300_000 }));
    assert.deepEqual(minutes, [true, true, true, true, true]);
    const living = [0, 1, 2, 3, 4].map((number) => see(embeddingOf(9, { [number]: 0.25 })));
    assert.deepEqual(living, [true, true, true, true, true]);
  });

  test('is a person wherever a body is seen', async (context) => {
    const { see } = await open(context);
    const body = { ...WALL, startY: 450, endY: 1500 };
    assert.deepEqual(
      [0, 1, 2, 3].map((number) => see(poster(number), { body })),
      [true, true, true, true],
    );
  });

  test('raises nothing from then on when somebody says that it is no face', async (context) => {
    const { see, store } = await open(context);
    assert.equal(see(poster(0)), true);
    store.reject({ personId: null, embedding: poster(0) }, NOON_MS);
    assert.equal(see(poster(1)), false);
  });
});
