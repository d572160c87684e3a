import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { CronSchedule } from '../../src/housekeeping/cron-schedule.ts';
import { Scheduler } from '../../src/housekeeping/scheduler.ts';
import { JobRunTable } from '../../src/store/job-run-table.ts';
import { historyFixture } from '../store/history-fixture.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { silentLogger } from '../support/test-logger.ts';

// Clocks go from 2 to 3 on 28 March 2027, and from 3 to 2 on 31 October.
process.env['TZ'] = 'Europe/Berlin';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const SPRING_MS = Date.UTC(2027, 2, 27, 12);
const AUTUMN_MS = Date.UTC(2027, 9, 30, 12);

/** In UTC, from noon of the day before to noon of the day after. */
function dueTimes(pattern: string, fromMs: number): string[] {
  const schedule = new CronSchedule(pattern);
  const times: string[] = [];
  for (let at = schedule.nextAfterMs(fromMs); at < fromMs + 48 * HOUR_MS; at = schedule.nextAfterMs(at)) {
    times.push(new Date(at).toISOString().slice(8, 16));
  }
  return times;
}

describe('a cron schedule where clocks are changed', () => {
  test('of a certain hour is due once a day', () => {
    assert.deepEqual(dueTimes('30 2 * * *', SPRING_MS), ['28T01:30', '29T00:30']);
    assert.deepEqual(dueTimes('30 2 * * *', AUTUMN_MS), ['31T00:30', '01T01:30']);
    assert.deepEqual(dueTimes('0 3 * * *', SPRING_MS), ['28T01:00', '29T01:00']);
    assert.deepEqual(dueTimes('30 2,3 * * 0', SPRING_MS), ['28T01:30']);
  });

  test('of every hour is due every hour', () => {
    for (const fromMs of [SPRING_MS, AUTUMN_MS]) {
      assert.equal(dueTimes('0 * * * *', fromMs).length, 47);
      assert.equal(dueTimes('*/15 * * * *', fromMs).length, 191);
    }
  });
});

test('a job of half past two runs once in the night in which that comes twice', async (context) => {
  const { database } = await historyFixture(context);
  const clock = new ManualClock(AUTUMN_MS);
  const runs: string[] = [];
  const run = async () => String(runs.push(new Date(clock.nowMs()).toISOString()));
  const job = { name: 'nightly', schedule: '30 2 * * *', run };
  const scheduler = new Scheduler({ jobs: [job], log: new JobRunTable(database), clock, logger: silentLogger() });
  await scheduler.start(new AbortController().signal);
  context.after(() => scheduler.stop());
  for (let minute = 0; minute < 24 * 60; minute++) {
    clock.advance(MINUTE_MS);
    await scheduler.idle();
  }
  assert.deepEqual(runs, ['2027-10-31T00:30:00.000Z']);
});
