import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { Candidates } from '../../src/detect/candidates.ts';
import { suppressOverlaps } from '../../src/detect/nms.ts';
import { type BoundingBox, intersectionOverUnion } from '../../src/domain/bounding-box.ts';

interface Candidate {
  readonly box: BoundingBox;
  readonly score: number;
  readonly classIndex: number;
}

const candidate: fc.Arbitrary<Candidate> = fc
  .record({
    x: fc.integer({ min: 0, max: 60 }),
    y: fc.integer({ min: 0, max: 60 }),
    width: fc.integer({ min: 1, max: 40 }),
    height: fc.integer({ min: 1, max: 40 }),
    score: fc.integer({ min: 0, max: 64 }).map((value) => value / 64),
    classIndex: fc.integer({ min: 0, max: 2 }),
  })
  .map(({ x, y, width, height, score, classIndex }) => ({
    box: { startX: x, startY: y, endX: x + width, endY: y + height },
    score,
    classIndex,
  }));

const limit = fc.integer({ min: 1, max: 9 }).map((tenths) => tenths / 10 + 0.001);

function suppress(list: readonly Candidate[], overlapLimit: number): Candidate[] {
  const candidates = new Candidates(list.length);
  for (const { box, score, classIndex } of list) {
    candidates.add(box.startX, box.startY, box.endX, box.endY, score, classIndex);
  }
  return suppressOverlaps(candidates, overlapLimit).flatMap((index) => list[index] ?? []);
}

describe('non-maximum suppression', () => {
  test('leaves no two boxes of a class that overlap by more than the limit', () => {
    fc.assert(
      fc.property(fc.array(candidate, { maxLength: 40 }), limit, (list, overlapLimit) => {
        const kept = suppress(list, overlapLimit);
        for (const [index, one] of kept.entries()) {
          for (const other of kept.slice(index + 1)) {
            if (one.classIndex === other.classIndex) {
              assert.ok(intersectionOverUnion(one.box, other.box) <= overlapLimit);
            }
          }
        }
      }),
    );
  });

  test('removes a box only for a better one of its class that stays', () => {
    fc.assert(
      fc.property(fc.array(candidate, { maxLength: 40 }), limit, (list, overlapLimit) => {
        const kept = suppress(list, overlapLimit);
        for (const lost of list.filter((one) => !kept.includes(one))) {
          const winner = kept.find(
            (one) =>
              one.classIndex === lost.classIndex &&
              one.score >= lost.score &&
              intersectionOverUnion(one.box, lost.box) > overlapLimit,
          );
          assert.ok(winner);
        }
      }),
    );
  });

  test('answers the best first, and the same when it is asked again with its answer', () => {
    fc.assert(
      fc.property(fc.array(candidate, { maxLength: 40 }), limit, (list, overlapLimit) => {
        const kept = suppress(list, overlapLimit);
        assert.deepEqual(
          kept.map(({ score }) => score),
          kept.map(({ score }) => score).toSorted((a, b) => b - a),
        );
        assert.deepEqual(suppress(kept, overlapLimit), kept);
      }),
    );
  });

  test('keeps the 400 best of more candidates than it compares', () => {
    const list = Array.from({ length: 1000 }, (_, index) => ({
      box: { startX: 10 * index, startY: 0, endX: 10 * index + 5, endY: 5 },
      score: index / 1000,
      classIndex: 0,
    }));
    const kept = suppress(list, 0.5);
    assert.equal(kept.length, 400);
    assert.equal(kept.at(-1), list[600]);
  });

  test('drops candidates beyond the capacity instead of writing over others', () => {
    const candidates = new Candidates(1);
    candidates.add(0, 0, 1, 1, 0.5, 3);
    candidates.add(5, 5, 9, 9, 0.9, 4);
    assert.equal(candidates.count, 1);
    assert.deepEqual([...candidates.boxes], [0, 0, 1, 1]);
  });
});
