import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { CronSchedule } from '../../src/housekeeping/cron-schedule.ts';

const local = (...parts: [number, number, number, number?, number?, number?]) => new Date(...parts).getTime();

describe('a cron schedule', () => {
  for (const [pattern, after, next] of [
    ['0 * * * *', local(2026, 10, 22, 12, 0), local(2026, 10, 22, 13, 0)],
    ['0 * * * *', local(2026, 10, 22, 12, 59, 59), local(2026, 10, 22, 13, 0)],
    ['*/15 * * * *', local(2026, 10, 22, 12, 1), local(2026, 10, 22, 12, 15)],
    ['40 4 * * *', local(2026, 10, 22, 4, 40), local(2026, 10, 23, 4, 40)],
    ['40 4 * * *', local(2026, 10, 22, 4, 39, 59), local(2026, 10, 22, 4, 40)],
    ['0 0 1 * *', local(2026, 11, 5), local(2027, 0, 1)],
    ['30 2 * * 1', local(2026, 10, 22), local(2026, 10, 23, 2, 30)],
    ['0 0 29 2 *', local(2026, 10, 22), local(2028, 1, 29)],
  ] as const) {
    test(`${pattern} after ${new Date(after).toLocaleString('en-GB')}`, () => {
      assert.equal(new CronSchedule(pattern).nextAfterMs(after), next);
    });
  }

  test('that cannot be read is refused', () => {
    assert.throws(() => new CronSchedule('often'));
    assert.throws(() => new CronSchedule('61 * * * *'));
    assert.throws(() => new CronSchedule('0 0 31 2 *'), 'a date that never comes');
  });

  test('is due at the first minute that matches, wherever one begins', () => {
    const minute = fc.integer({ min: 0, max: 59 });
    const hour = fc.integer({ min: 0, max: 23 });
    const at = fc.integer({ min: 0, max: 4e12 });
    fc.assert(
      fc.property(minute, hour, at, (minutes, hours, ms) => {
        const next = new Date(new CronSchedule(`${minutes} ${hours} * * *`).nextAfterMs(ms));
        assert.deepEqual([next.getHours(), next.getMinutes(), next.getSeconds()], [hours, minutes, 0]);
        // A day on which the clocks change is longer, or has no such hour.
        assert.ok(next.getTime() > ms && next.getTime() <= ms + 49 * 3_600_000);
      }),
    );
  });
});
