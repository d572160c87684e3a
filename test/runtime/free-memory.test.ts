import assert from 'node:assert/strict';
import { test } from 'node:test';
import { freeMemory } from '../../src/runtime/free-memory.ts';

test('memory that is given back is empty, and may be given back twice', () => {
  const bytes = new Uint8Array(10);
  freeMemory(bytes);
  freeMemory(bytes);
  assert.equal(bytes.length, 0);
});

test('what shares its memory with others is left alone', () => {
  const shared = new ArrayBuffer(10);
  const part = new Uint8Array(shared, 2, 4);
  freeMemory(part);
  freeMemory(new Uint8Array(new SharedArrayBuffer(10)));
  assert.equal(part.length, 4);
  assert.equal(shared.byteLength, 10);
});
