import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { wallClockMs } from '../../src/cameras/wall-clock.ts';

const MINUTE_MS = 60_000;

describe('a wall clock time that occurs twice', () => {
  // Berlin, 2026-10-25: 03:00 CEST becomes 02:00 CET.
  const stamp = '20261025023000';
  const first = Date.UTC(2026, 9, 25, 0, 30);
  const second = Date.UTC(2026, 9, 25, 1, 30);

  const cases: [words: string, receivedAtMs: number, expected: number][] = [
    ['the first, when the second is still to come', first + 20_000, first],
    ['the first, when it came 50 minutes late', first + 50 * MINUTE_MS, first],
    ['the second, when it has been', second + 20_000, second],
    ['the second, when the camera runs three minutes ahead', second - 3 * MINUTE_MS, second],
    ['the first, when it seems to come from the future', first - 600 * MINUTE_MS, first],
  ];
  for (const [words, receivedAtMs, expected] of cases) {
    test(`is ${words}`, () => assert.equal(wallClockMs(stamp, 'Europe/Berlin', receivedAtMs), expected));
  }
});

test('a time left out by daylight saving counts on from before the gap', () => {
  assert.equal(wallClockMs('20260329023000', 'Europe/Berlin', Date.UTC(2026, 2, 29, 2)), Date.UTC(2026, 2, 29, 1, 30));
});

test('an unknown zone and an empty one are this machine\u2019s', () => {
  const local = new Date(2026, 6, 1, 12, 0, 0).getTime();
  assert.equal(wallClockMs('20260701120000', '', local), local);
  assert.equal(wallClockMs('20260701120000', 'Mars/Olympus', local), local);
});

test('what is no date and time is null', () => {
  for (const stamp of [
    '20261301000000',
    '20260001000000',
    '20260229000000',
    '20260101006000',
    '20260101000060',
    '2026',
    '',
  ]) {
    assert.equal(wallClockMs(stamp, 'UTC', 0), null, stamp);
  }
});
