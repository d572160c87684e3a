import assert from 'node:assert/strict';
import { test } from 'node:test';
import { processMemory } from '../../src/runtime/process-memory.ts';

test('a process has memory, one that is not there has none', { skip: process.platform !== 'linux' }, async () => {
  const bytes = await processMemory(process.pid);
  assert.ok(bytes !== null && bytes > 10_000_000 && bytes < 10_000_000_000, `${bytes}`);
  assert.equal(await processMemory(2 ** 22 + 1), null);
});
