import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import {
  type BoundingBox,
  boxArea,
  boxCentre,
  centreDistance,
  clipBox,
  intersectionOverUnion,
} from '../../src/domain/bounding-box.ts';

const box = (startX: number, startY: number, endX: number, endY: number): BoundingBox => ({
  startX,
  startY,
  endX,
  endY,
});
const anyBox = fc
  .tuple(fc.integer({ min: -50, max: 200 }), fc.integer({ min: -50, max: 200 }), fc.nat(200), fc.nat(200))
  .map(([x, y, width, height]) => box(x, y, x + width, y + height));

describe('a bounding box', () => {
  test('has no area when it is empty or inverted', () => {
    assert.equal(boxArea(box(0, 0, 10, 20)), 200);
    assert.equal(boxArea(box(5, 5, 5, 20)), 0);
    assert.equal(boxArea(box(10, 10, 0, 0)), 0);
  });

  test('overlaps itself fully, a half-covering one by half, and one beside it not at all', () => {
    assert.equal(intersectionOverUnion(box(0, 0, 10, 10), box(0, 0, 10, 10)), 1);
    assert.equal(intersectionOverUnion(box(0, 0, 10, 10), box(0, 0, 10, 5)), 0.5);
    assert.equal(intersectionOverUnion(box(0, 0, 10, 10), box(10, 0, 20, 10)), 0);
  });

  test('overlaps symmetrically, between 0 and 1', () => {
    fc.assert(
      fc.property(anyBox, anyBox, (a, b) => {
        const overlap = intersectionOverUnion(a, b);
        assert.ok(overlap >= 0 && overlap <= 1);
        assert.equal(overlap, intersectionOverUnion(b, a));
      }),
    );
  });

  test('measures between centres', () => {
    assert.deepEqual(boxCentre(box(0, 0, 10, 20)), { x: 5, y: 10 });
    assert.equal(centreDistance(box(0, 0, 2, 2), box(3, 4, 5, 6)), 5);
  });

  test('is clipped to whole pixels inside its frame, and stays so when clipped again', () => {
    assert.deepEqual(clipBox(box(-3.2, 1.6, 700, 10.4), 640, 360), box(0, 2, 640, 10));
    fc.assert(
      fc.property(anyBox, (any) => {
        const clipped = clipBox(any, 100, 80);
        assert.ok(clipped.startX >= 0 && clipped.startY >= 0 && clipped.endX <= 100 && clipped.endY <= 80);
        assert.deepEqual(clipBox(clipped, 100, 80), clipped);
      }),
    );
  });
});
