import { messageOf } from '../domain/concierge-error.ts';
import type { JobState } from '../ports/housekeeping.ts';
import type { JobRun, JobRunLog } from '../ports/job-runs.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Logger } from '../runtime/logger.ts';
import type { Service, ServiceHealth } from '../runtime/service.ts';
import { CronSchedule } from './cron-schedule.ts';
import type { Job } from './job.ts';
import { describeJobs } from './job-words.ts';

const MINUTE_MS = 60_000;
/** How often jobs are asked whether they are urgent. */
const URGENCY_EVERY_MS = 5 * MINUTE_MS;
const RUN_DEADLINE_MS = 30 * MINUTE_MS;
/** A disk that hangs must not take the other services' time to stop. */
const STOP_DEADLINE_MS = 3000;

export interface SchedulerParts {
  readonly jobs: readonly Job[];
  readonly log: JobRunLog;
  readonly clock: Clock;
  readonly logger: Logger;
}

interface Entry {
  readonly job: Job;
  readonly schedule: CronSchedule;
  dueMs: number;
  running: Promise<JobRun> | null;
}

/**
 * Runs jobs by their schedules, one at a time, so that housekeeping never takes more than one core's worth. What was due
 * while the add-on was down runs once at the start. It looks at the clock every minute instead of setting one timer a
 * job: a clock that is set, or a machine that slept, then costs a minute at most.
 */
export class Scheduler implements Service {
  readonly name = 'housekeeping';
  readonly startsQuietly = true;
  readonly #log: JobRunLog;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #jobs: readonly Job[];
  #entries: Entry[] = [];
  readonly #stopping = new AbortController();
  #queue: Promise<unknown> = Promise.resolve();
  #asking: Promise<void> | null = null;
  #cancelTick = () => {};
  #tickedAtMs = 0;
  #askedAtMs = 0;
  #isStarted = false;

  constructor(parts: SchedulerParts) {
    this.#jobs = parts.jobs;
    this.#log = parts.log;
    this.#clock = parts.clock;
    this.#logger = parts.logger;
  }

  /** Begins, and waits for no job: the add-on takes uploads meanwhile. */
  async start(signal: AbortSignal): Promise<void> {
    signal.addEventListener('abort', () => this.#stopping.abort(), { once: true });
    const nowMs = this.#clock.nowMs();
    this.#entries = this.#jobs.map((job) => {
      const schedule = new CronSchedule(job.schedule);
      // A run later than now is of a clock that was ahead.
      const sinceMs = Math.min(nowMs, this.#log.last(job.name)?.startedAtMs ?? nowMs);
      return { job, schedule, dueMs: schedule.nextAfterMs(sinceMs), running: null };
    });
    this.#tickedAtMs = nowMs;
    this.#askedAtMs = nowMs - URGENCY_EVERY_MS;
    this.#isStarted = true;
    this.#tick();
  }

  async stop(): Promise<void> {
    this.#cancelTick();
    this.#stopping.abort();
    const tooLate = Promise.withResolvers<void>();
    const cancel = this.#clock.after(STOP_DEADLINE_MS, tooLate.resolve);
    await Promise.race([this.idle(), tooLate.promise]);
    cancel();
  }

  /** Resolves when nothing runs and nothing is about to. */
  async idle(): Promise<void> {
    await this.#asking;
    await this.#queue;
  }

  /**
   * Runs a job now, after whatever runs; one that runs already is not run twice, its end is waited for instead.
   * @throws Error when there is no job of this name
   */
  async runNow(name: string): Promise<JobRun> {
    const entry = this.#entries.find(({ job }) => job.name === name);
    if (!entry) throw new Error(`Cannot run "${name}": there is no such job. There are: ${this.#names()}.`);
    return this.#enqueue(entry);
  }

  /** Asks at once whether anything is urgent, and waits for what is. */
  async runUrgentNow(): Promise<void> {
    if (!this.#isStarted || this.#stopping.signal.aborted) return;
    this.#ask();
    await this.idle();
  }

  jobs(): readonly JobState[] {
    return this.#entries.map(({ job, running, dueMs }) => ({
      name: job.name,
      schedule: job.schedule,
      isRunning: running !== null,
      filesDone: running === null ? null : (job.filesDone?.() ?? null),
      lastRun: this.#log.last(job.name),
      nextRunMs: this.#stopping.signal.aborted ? null : dueMs,
    }));
  }

  health(): ServiceHealth {
    if (!this.#isStarted || this.#stopping.signal.aborted) return { state: 'stopped', detail: 'stopped' };
    const jobs = this.jobs();
    const state = jobs.some(({ lastRun }) => lastRun?.outcome === 'failed') ? 'degraded' : 'running';
    return { state, detail: describeJobs(jobs) };
  }

  #tick(): void {
    if (this.#stopping.signal.aborted) return;
    const nowMs = this.#clock.nowMs();
    for (const entry of this.#entries) {
      // The clock was set back: what it says is due by now counts.
      if (nowMs < this.#tickedAtMs) entry.dueMs = entry.schedule.nextAfterMs(nowMs);
      if (entry.dueMs <= nowMs) void this.#enqueue(entry);
    }
    if (nowMs - this.#askedAtMs >= URGENCY_EVERY_MS || nowMs < this.#tickedAtMs) {
      this.#askedAtMs = nowMs;
      this.#ask();
    }
    this.#tickedAtMs = nowMs;
    this.#cancelTick = this.#clock.after(MINUTE_MS - (nowMs % MINUTE_MS), () => this.#tick());
  }

  /** A share that hangs may hold up the answer for long: nobody asks again meanwhile. */
  #ask(): void {
    this.#asking ??= this.#runUrgent().finally(() => {
      this.#asking = null;
    });
  }

  async #runUrgent(): Promise<void> {
    for (const entry of this.#entries) {
      if (this.#stopping.signal.aborted || entry.running) continue;
      try {
        if (await entry.job.isUrgent?.()) void this.#enqueue(entry);
      } catch (error) {
        this.#logger.warn({ job: entry.job.name, error: messageOf(error) }, 'Cannot tell whether this job is urgent.');
      }
    }
  }

  #enqueue(entry: Entry): Promise<JobRun> {
    if (entry.running) return entry.running;
    entry.dueMs = entry.schedule.nextAfterMs(this.#clock.nowMs());
    const run = this.#queue.then(() => this.#run(entry));
    entry.running = run;
    this.#queue = run;
    return run;
  }

  /** Never rejects. */
  async #run(entry: Entry): Promise<JobRun> {
    const startedAtMs = this.#clock.nowMs();
    const tooLong = new AbortController();
    const cancelDeadline = this.#clock.after(RUN_DEADLINE_MS, () => tooLong.abort());
    const signal = AbortSignal.any([this.#stopping.signal, tooLong.signal]);
    let ended: Pick<JobRun, 'outcome' | 'result'>;
    try {
      const result = signal.aborted ? '' : await entry.job.run(signal);
      ended = { outcome: signal.aborted ? 'stopped' : 'done', result };
    } catch (error) {
      ended = { outcome: this.#stopping.signal.aborted ? 'stopped' : 'failed', result: messageOf(error) };
    } finally {
      cancelDeadline();
      entry.running = null;
    }
    const run = { startedAtMs, durationMs: this.#clock.nowMs() - startedAtMs, ...ended };
    this.#keep(entry.job.name, run);
    return run;
  }

  /** A run that the end of the add-on cut short is not kept: it counts as missed, and is caught up. */
  #keep(job: string, run: JobRun): void {
    if (this.#stopping.signal.aborted) return;
    try {
      const isNews = this.#log.last(job)?.result !== run.result;
      this.#log.record(job, run);
      if (run.outcome === 'failed') this.#logger[isNews ? 'warn' : 'debug']({ job }, `${job}: ${run.result}`);
      else this.#logger.debug({ job, durationMs: run.durationMs }, `${job}: ${run.result}`);
    } catch (error) {
      this.#logger.error({ job, error: messageOf(error) }, 'Cannot write down how a job ended.');
    }
  }

  #names(): string {
    return this.#jobs.map((job) => job.name).join(', ');
  }
}
