import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type CountedEvent, DigestTally } from '../../src/domain/digest.ts';
import type { Identity } from '../../src/domain/identity.ts';

type SeenTrack = CountedEvent['tracks'][number];

const seen = (shape: string, more: Partial<SeenTrack> = {}): SeenTrack => ({
  assetId: 1,
  shape,
  confidence: 0.9,
  snapshot: null,
  suppressed: false,
  zones: [],
  identity: null,
  facePicture: null,
  ...more,
});
const known = (name: string, personId: number): Identity => ({ kind: 'known', name, personId, similarity: 0.9 });

describe('a digest', () => {
  test('counts events, what each of them saw at a time, and who was recognised', () => {
    const tally = new DigestTally();
    tally.add({ cameraId: 1, tracks: [seen('person'), seen('person'), seen('person', { assetId: 2 }), seen('dog')] });
    tally.add({ cameraId: 1, tracks: [seen('person', { identity: known('Eve', 2) }), seen('car')] });
    tally.add({ cameraId: 2, tracks: [seen('person', { identity: known('Adam', 1) })] });
    assert.deepEqual(tally.digest(), {
      events: 3,
      shapes: [
        { name: 'person', count: 4 },
        { name: 'car', count: 1 },
        { name: 'dog', count: 1 },
      ],
      people: ['Adam', 'Eve'],
    });
  });

  test('leaves out events that raised nothing', () => {
    const tally = new DigestTally();
    tally.add({ cameraId: 1, tracks: [] });
    tally.add({ cameraId: 1, tracks: [seen('car', { suppressed: true })] });
    assert.deepEqual(tally.digest(), { events: 0, shapes: [], people: [] });
  });
});
