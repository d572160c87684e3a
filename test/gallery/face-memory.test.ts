import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FaceMemory } from '../../src/gallery/face-memory.ts';
import { embeddingOf } from './embeddings.ts';
import { GalleryBench } from './gallery-bench.ts';

test('strangers are remembered as they are written, and not those of a transaction that is taken back', async (context) => {
  const { config, store } = await GalleryBench.open(context);
  const memory = new FaceMemory(config, store);
  const box = { startX: 0, startY: 0, endX: 50, endY: 50 };
  const place = { trackId: null, eventId: 'e1', cameraId: 1, seenAtMs: 0, frameNumber: 0, box, fault: null };
  /** Sees somebody once more, or somebody new. */
  const see = (looks: number, known: number | null = null) => {
    const strangerId = known ?? store.openStranger(0);
    store.addFaces([{ ...place, strangerId, embedding: embeddingOf(looks), quality: 0.5, picture: null }]);
    memory.forgetStranger(strangerId);
    return strangerId;
  };
  const counts = () => memory.strangers.map(({ strangerId, embeddings }) => [strangerId, embeddings.length]);
  assert.deepEqual(counts(), []);
  see(1);
  see(2);
  assert.deepEqual(counts(), [
    [1, 1],
    [2, 1],
  ]);
  see(1, 1);
  assert.deepEqual(counts(), [
    [1, 2],
    [2, 1],
  ]);
  const fail = () => {
    see(3);
    assert.equal(memory.strangers.length, 3, 'the next track of the same upload knows it');
    throw new Error('the disk is full');
  };
  assert.throws(() => store.inTransaction(fail), /the disk is full/);
  await Promise.resolve();
  assert.equal(memory.strangers.length, 2);
  store.mergeStrangers(2, 1);
  memory.forget();
  assert.deepEqual(counts(), [[1, 3]]);
});
