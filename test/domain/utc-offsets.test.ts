import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { spansOfOneOffset } from '../../src/domain/utc-offsets.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

test('a span is cut to the millisecond where clocks change, and nothing of it is lost', () => {
  const changes = [10 * DAY_MS + 5 * HOUR_MS + 1, 200 * DAY_MS];
  const offsetAt = (ms: number) => changes.filter((change) => ms >= change).length * HOUR_MS;
  assert.deepEqual(spansOfOneOffset({ fromMs: 0, toMs: 300 * DAY_MS }, offsetAt), [
    { fromMs: 0, toMs: 10 * DAY_MS + 5 * HOUR_MS, offsetMs: 0 },
    { fromMs: 10 * DAY_MS + 5 * HOUR_MS + 1, toMs: 200 * DAY_MS - 1, offsetMs: HOUR_MS },
    { fromMs: 200 * DAY_MS, toMs: 300 * DAY_MS, offsetMs: 2 * HOUR_MS },
  ]);
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 300 * DAY_MS }),
      fc.integer({ min: -1, max: 30 * DAY_MS }),
      (fromMs, lengthMs) => {
        const spans = spansOfOneOffset({ fromMs, toMs: fromMs + lengthMs }, offsetAt);
        assert.equal(
          spans.reduce((sum, span) => sum + span.toMs - span.fromMs + 1, 0),
          lengthMs + 1,
        );
        for (const span of spans) {
          assert.deepEqual([offsetAt(span.fromMs), offsetAt(span.toMs)], [span.offsetMs, span.offsetMs]);
        }
      },
    ),
  );
});
