import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { afterFailure, afterInterruption, MAX_BACK_OFF_MS } from '../../src/queue/retry-policy.ts';

describe('the retry policy', () => {
  test('gives a failed job three attempts in all, each later than the one before', () => {
    assert.deepEqual([1, 2, 3, 4].map(afterFailure), [
      { kind: 'retry', delayMs: 5_000 },
      { kind: 'retry', delayMs: 60_000 },
      { kind: 'set aside' },
      { kind: 'set aside' },
    ]);
  });

  test('gives an interrupted job five, at once only after the first', () => {
    assert.deepEqual([1, 2, 4, 5].map(afterInterruption), [
      { kind: 'retry', delayMs: 0 },
      { kind: 'retry', delayMs: MAX_BACK_OFF_MS },
      { kind: 'retry', delayMs: MAX_BACK_OFF_MS },
      { kind: 'set aside' },
    ]);
  });
});
