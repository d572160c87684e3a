import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { assignFaces } from '../../src/analyse/assign-faces.ts';
import type { BoundingBox } from '../../src/domain/bounding-box.ts';

function box(startX: number, startY: number, width: number, height: number): BoundingBox {
  return { startX, startY, endX: startX + width, endY: startY + height };
}

/** The numbers of the people, one a face; -1: nobody's. */
function owners(faces: readonly BoundingBox[], people: readonly BoundingBox[]): number[] {
  const found = faces.map((face) => ({ box: face }));
  const assigned = assignFaces(found, people);
  return found.map((face) => assigned.get(face) ?? -1);
}

describe('the faces of a picture', () => {
  const standing = box(100, 100, 200, 600);

  test('are those of the people at whose heads they are', () => {
    const other = box(400, 120, 200, 600);
    assert.deepEqual(owners([box(460, 130, 80, 100), box(160, 110, 80, 100)], [standing, other]), [1, 0]);
  });

  test('are one a person: the better fitting one, and the other is nobody\u2019s', () => {
    assert.deepEqual(owners([box(250, 150, 60, 80), box(165, 120, 70, 90)], [standing]), [-1, 0]);
  });

  test('are not those of who stands behind', () => {
    assert.deepEqual(owners([box(160, 480, 80, 100)], [standing]), [-1]);
  });

  test('are nobody\u2019s where nobody is', () => {
    assert.deepEqual(owners([box(900, 110, 80, 100)], [standing]), [-1]);
    assert.deepEqual(owners([box(160, 110, 80, 100)], []), [-1]);
  });
});
