import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { habitOf, silenceLimitMs, unusualSilenceMs } from '../../src/domain/upload-habit.ts';

const HOUR_MS = 3_600_000;
const times = fc.array(fc.integer({ min: 0, max: 28 * 24 * HOUR_MS }), { maxLength: 200 });

/** Every half hour by day, nothing from 22 to 7. */
const BY_DAY = Array.from({ length: 14 }, (_, day) =>
  Array.from({ length: 30 }, (_, half) => day * 24 * HOUR_MS + (7 + half / 2) * HOUR_MS),
).flat();

describe("a camera's habit", () => {
  test('of silent nights is no alarm, and one of a day and a half is', () => {
    const habit = habitOf(BY_DAY);
    const lastAtMs = habit.lastAtMs ?? 0;
    assert.equal(unusualSilenceMs(habit, lastAtMs + 13 * HOUR_MS, 0), null);
    assert.equal(unusualSilenceMs(habit, lastAtMs + 36 * HOUR_MS, 0), 36 * HOUR_MS);
    assert.equal(unusualSilenceMs(habit, lastAtMs + 36 * HOUR_MS, 30 * HOUR_MS), null, 'nobody could have heard it');
  });

  test('is not known from few uploads, or from less than three days', () => {
    assert.equal(silenceLimitMs(habitOf(BY_DAY.slice(0, 19))), null);
    assert.equal(silenceLimitMs(habitOf(BY_DAY.slice(0, 60))), null);
    assert.equal(silenceLimitMs(habitOf([])), null);
  });

  test('never alarms at a silence that it has had before, whatever the order that is told', () => {
    fc.assert(
      fc.property(times, fc.double({ min: 0, max: 1, noNaN: true }), (uploadsAtMs, share) => {
        const habit = habitOf(uploadsAtMs);
        assert.deepEqual(habitOf(uploadsAtMs.toReversed()), habit);
        const limitMs = silenceLimitMs(habit);
        assert.ok(limitMs === null || (limitMs >= 6 * HOUR_MS && limitMs >= habit.longestGapMs));
        const nowMs = (habit.lastAtMs ?? 0) + habit.longestGapMs * share;
        assert.equal(unusualSilenceMs(habit, nowMs, 0), null);
      }),
    );
  });

  test('alarms for as long as the silence lasts', () => {
    fc.assert(
      fc.property(times, fc.nat(), fc.nat(), (uploadsAtMs, silence, more) => {
        const habit = habitOf(uploadsAtMs);
        const nowMs = (habit.lastAtMs ?? 0) + silence;
        if (unusualSilenceMs(habit, nowMs, 0) !== null) assert.notEqual(unusualSilenceMs(habit, nowMs + more, 0), null);
      }),
    );
  });
});
