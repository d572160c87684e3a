import assert from 'node:assert/strict';
import { test } from 'node:test';
import { personOfFace } from '../../src/domain/person-of-face.ts';

test('who shows nothing but a face is head and shoulders, inside the frame', () => {
  const face = { startX: 300, startY: 200, endX: 400, endY: 320 };
  assert.deepEqual(personOfFace(face, { width: 1280, height: 720 }), {
    startX: 200,
    startY: 140,
    endX: 500,
    endY: 536,
  });
  const filling = { startX: -5, startY: -10.4, endX: 150.2, endY: 160 };
  assert.deepEqual(personOfFace(filling, { width: 150, height: 150 }), { startX: 0, startY: 0, endX: 150, endY: 150 });
});
