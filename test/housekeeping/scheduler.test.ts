import assert from 'node:assert/strict';
import { describe, type TestContext, test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import type { Job } from '../../src/housekeeping/job.ts';
import { Scheduler } from '../../src/housekeeping/scheduler.ts';
import { JobRunTable } from '../../src/store/job-run-table.ts';
import { type HistoryFixture, historyFixture } from '../store/history-fixture.ts';
import { silentLogger } from '../support/test-logger.ts';

/** Schedules go by the wall clock of the machine. */
process.env['TZ'] = 'UTC';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** A job that writes down its runs; each waits until it is let go when `held`. */
class FakeJob implements Job {
  readonly name: string;
  readonly schedule: string;
  readonly signals: AbortSignal[] = [];
  held = false;
  urgent = false;
  asked = 0;
  failure: string | null = null;
  #release = Promise.withResolvers<void>();

  constructor(name: string, schedule: string) {
    this.name = name;
    this.schedule = schedule;
  }

  filesDone(): number {
    return 3;
  }

  async run(signal: AbortSignal): Promise<string> {
    this.signals.push(signal);
    if (this.held) {
      signal.addEventListener('abort', () => this.#release.resolve(), { once: true });
      await this.#release.promise;
      this.#release = Promise.withResolvers();
    }
    if (this.failure !== null) throw new Error(this.failure);
    return `run ${this.signals.length}`;
  }

  async isUrgent(): Promise<boolean> {
    this.asked += 1;
    return this.urgent;
  }

  release(): void {
    this.#release.resolve();
  }
}

async function begin(context: TestContext, jobs: readonly Job[], given?: HistoryFixture) {
  const fixture = given ?? (await historyFixture(context));
  const log = new JobRunTable(fixture.database);
  const scheduler = new Scheduler({ jobs, log, clock: fixture.clock, logger: silentLogger() });
  const { signal } = new AbortController();
  await scheduler.start(signal);
  context.after(() => scheduler.stop());
  await scheduler.idle();
  return { fixture, log, scheduler, clock: fixture.clock };
}

/** Until the job has begun its n-th run. */
async function begun(job: FakeJob, runs: number): Promise<void> {
  while (job.signals.length < runs) await setImmediate();
}

describe('the scheduler', () => {
  test('runs a job at its times, and keeps when, for how long and with what result', async (context) => {
    const job = new FakeJob('cleanup', '0 * * * *');
    const { clock, scheduler, log } = await begin(context, [job]);
    clock.advance(59 * MINUTE_MS);
    await scheduler.idle();
    assert.equal(job.signals.length, 0);
    assert.match(scheduler.health().detail, /^next: cleanup, 2026-11-22 /);
    job.held = true;
    clock.advance(MINUTE_MS);
    await begun(job, 1);
    assert.partialDeepStrictEqual(scheduler.jobs()[0], { isRunning: true, filesDone: 3 });
    assert.equal(scheduler.health().detail, 'cleanup runs');
    clock.advance(1500);
    job.release();
    await scheduler.idle();
    const startedAtMs = Date.UTC(2026, 10, 22, 13);
    assert.deepEqual(log.last('cleanup'), { startedAtMs, durationMs: 1500, outcome: 'done', result: 'run 1' });
    assert.partialDeepStrictEqual(scheduler.jobs()[0], { nextRunMs: startedAtMs + HOUR_MS, filesDone: null });
  });

  test('never runs a job twice at once, nor two jobs', async (context) => {
    const cleanup = new FakeJob('cleanup', '*/10 * * * *');
    const database = new FakeJob('database', '15 * * * *');
    cleanup.held = true;
    const { clock, scheduler } = await begin(context, [cleanup, database]);
    clock.advance(25 * MINUTE_MS);
    await begun(cleanup, 1);
    const byHand = scheduler.runNow('cleanup');
    await setImmediate();
    assert.equal(cleanup.signals.length, 1);
    assert.equal(database.signals.length, 0);
    cleanup.release();
    assert.equal((await byHand).result, 'run 1');
    await scheduler.idle();
    assert.equal(database.signals.length, 1);
    assert.equal(cleanup.signals.length, 1);
  });

  test('runs a job by hand, and says which there are', async (context) => {
    const job = new FakeJob('cleanup', '0 * * * *');
    const { scheduler } = await begin(context, [job]);
    assert.equal((await scheduler.runNow('cleanup')).result, 'run 1');
    await assert.rejects(scheduler.runNow('clean'), /"clean": there is no such job. There are: cleanup/);
  });

  test('catches up once what was missed while the add-on was down', async (context) => {
    const hourly = new FakeJob('cleanup', '0 * * * *');
    const daily = new FakeJob('database', '40 4 * * *');
    const { clock, scheduler, fixture } = await begin(context, [hourly, daily]);
    await scheduler.runNow('cleanup');
    await scheduler.runNow('database');
    await scheduler.stop();
    clock.advance(30 * MINUTE_MS);
    const soon = [new FakeJob('cleanup', '0 * * * *'), new FakeJob('database', '40 4 * * *')];
    const second = await begin(context, soon, fixture);
    assert.deepEqual(
      soon.map((job) => job.signals.length),
      [0, 0],
    );
    await second.scheduler.stop();
    clock.advance(5 * DAY_MS);
    const late = [new FakeJob('cleanup', '0 * * * *'), new FakeJob('database', '40 4 * * *')];
    await begin(context, late, fixture);
    assert.deepEqual(
      late.map((job) => job.signals.length),
      [1, 1],
    );
  });

  test('runs an urgent job at once, asking every five minutes', async (context) => {
    const job = new FakeJob('cleanup', '0 0 1 1 *');
    job.urgent = true;
    const { clock, scheduler } = await begin(context, [job]);
    assert.equal(job.signals.length, 1, 'at the start');
    job.urgent = false;
    clock.advance(5 * MINUTE_MS);
    await scheduler.idle();
    assert.equal(job.signals.length, 1);
    assert.equal(job.asked, 2);
    job.urgent = true;
    clock.advance(5 * MINUTE_MS);
    await scheduler.idle();
    assert.equal(job.signals.length, 2);
  });

  test('does not ask again before it has been answered', async (context) => {
    const job = new FakeJob('cleanup', '0 0 1 1 *');
    const { clock, scheduler } = await begin(context, [job]);
    const answer = Promise.withResolvers<boolean>();
    job.isUrgent = () => {
      job.asked += 1;
      return answer.promise;
    };
    clock.advance(HOUR_MS);
    assert.equal(job.asked, 2);
    answer.resolve(true);
    await scheduler.idle();
    assert.equal(job.signals.length, 1);
  });

  test('says what failed, and tries again at the next time', async (context) => {
    const job = new FakeJob('cleanup', '0 * * * *');
    job.failure = 'the disk is gone';
    const { clock, scheduler } = await begin(context, [job]);
    clock.advance(HOUR_MS);
    await scheduler.idle();
    assert.equal(scheduler.health().state, 'degraded');
    assert.match(scheduler.health().detail, /failed: the disk is gone/);
    job.failure = null;
    clock.advance(HOUR_MS);
    await scheduler.idle();
    assert.equal(scheduler.health().state, 'running');
  });

  test('ends a run that takes too long', async (context) => {
    const job = new FakeJob('cleanup', '0 * * * *');
    job.held = true;
    const { clock, scheduler, log } = await begin(context, [job]);
    clock.advance(HOUR_MS);
    await begun(job, 1);
    clock.advance(30 * MINUTE_MS);
    await scheduler.idle();
    assert.equal(log.last('cleanup')?.outcome, 'stopped');
  });

  test('stops at once, and its run counts as missed', async (context) => {
    const job = new FakeJob('cleanup', '0 * * * *');
    job.held = true;
    const { clock, scheduler, fixture } = await begin(context, [job]);
    clock.advance(HOUR_MS);
    await begun(job, 1);
    await scheduler.stop();
    await scheduler.stop();
    assert.equal(job.signals[0]?.aborted, true);
    assert.equal(scheduler.health().state, 'stopped');
    assert.equal(new JobRunTable(fixture.database).last('cleanup'), null);
  });

  test('does not wait for a disk that hangs when it stops', async (context) => {
    const job = new FakeJob('cleanup', '0 * * * *');
    const { clock, scheduler } = await begin(context, [job]);
    const never = Promise.withResolvers<boolean>();
    job.isUrgent = () => never.promise;
    clock.advance(5 * MINUTE_MS);
    const stopped = scheduler.stop();
    clock.advance(3000);
    await stopped;
    assert.equal(scheduler.health().state, 'stopped');
    never.resolve(false);
  });

  test('goes on in time when the clock is set back', async (context) => {
    const job = new FakeJob('cleanup', '0 * * * *');
    const fixture = await historyFixture(context);
    const log = new JobRunTable(fixture.database);
    // Before its first run the clock was a year ahead, as on a machine without a battery.
    log.record('cleanup', {
      startedAtMs: fixture.clock.nowMs() + 365 * DAY_MS,
      durationMs: 1,
      outcome: 'done',
      result: '',
    });
    const { clock, scheduler } = await begin(context, [job], fixture);
    clock.advance(HOUR_MS);
    await scheduler.idle();
    assert.equal(job.signals.length, 1);
  });
});
