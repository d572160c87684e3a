import { messageOf } from '../domain/concierge-error.ts';
import type { AnalysisQueue, Job, JobKind, QueueDepth } from '../ports/analysis-queue.ts';
import type { BackgroundJob, CompletedJob, JobLedger, NewJob } from '../ports/job-ledger.ts';
import type { QueueBoard, QueuedJob } from '../ports/queue-board.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Logger } from '../runtime/logger.ts';
import type { Service, ServiceHealth } from '../runtime/service.ts';
import type { SqliteDatabase } from '../runtime/sqlite-database.ts';
import { type JobRow, JobTable, KINDS } from './job-table.ts';
import { afterFailure, afterInterruption, MAX_BACK_OFF_MS } from './retry-policy.ts';

/** A picture that has waited for this long gets every second turn. */
const STARVING_MS = 30_000;

const DIED = 'the add-on ended while it was being analysed';
const LEASE_ENDED = 'its analysis neither ended nor failed in its time';

export interface QueueParts {
  /** As openDatabase answers it; history's is the same. */
  readonly database: SqliteDatabase;
  readonly clock: Clock;
  readonly logger: Logger;
}

/**
 * The queue in SQLite. Pictures: the newest first, as somebody waits for its message; while one starves, each second
 * turn is the oldest one's. Clips: the oldest first. What is analysed again has its turn when nothing new of either kind
 * waits or is being analysed. Start it before its workers, and stop it after them.
 */
export class SqliteAnalysisQueue implements AnalysisQueue, JobLedger, QueueBoard, Service {
  readonly name = 'queue';
  readonly #database: SqliteDatabase;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #jobs: JobTable;
  readonly #listeners = new Set<{ readonly call: (kind: JobKind) => void }>();
  #cancelTimer = () => {};
  #oldestIsNext = false;
  #running = false;

  constructor(parts: QueueParts) {
    this.#database = parts.database;
    this.#clock = parts.clock;
    this.#logger = parts.logger;
    this.#jobs = new JobTable(parts.database);
  }

  /** Takes back what an earlier run was working on when it died. */
  async start(): Promise<void> {
    const nowMs = this.#clock.nowMs();
    this.#database.inTransaction(() => {
      for (const job of this.#jobs.leased(Number.MAX_SAFE_INTEGER)) this.#interrupted(job);
      this.#jobs.availableAtLatest(nowMs + MAX_BACK_OFF_MS);
    });
    this.#running = true;
    this.#arm();
  }

  /** What is still leased waits again, as if nobody had begun it. */
  async stop(): Promise<void> {
    if (!this.#running) return;
    this.#running = false;
    this.#cancelTimer();
    this.#listeners.clear();
    this.#database.inTransaction(() => {
      for (const job of this.#jobs.leased(Number.MAX_SAFE_INTEGER)) this.#jobs.giveBack(job, job.availableAtMs, null);
    });
  }

  health(): ServiceHealth {
    if (!this.#running) return { state: 'stopped', detail: 'stopped' };
    const { stills, clips, setAside } = this.depth();
    const detail = `waiting: ${stills} pictures, ${clips} clips; set aside: ${setAside}`;
    return { state: 'running', detail };
  }

  insert(job: NewJob): number {
    const id = this.#jobs.insert(job, this.#clock.nowMs());
    this.#database.afterCommit(() => this.#notify(job.kind));
    return id;
  }

  insertAgain(job: BackgroundJob): number | null {
    const id = this.#jobs.insertAgain(job, this.#clock.nowMs());
    if (id !== null) this.#database.afterCommit(() => this.#notify(job.kind));
    return id;
  }

  complete(jobId: number, assetId: number): CompletedJob | null {
    const completed = this.#jobs.remove(jobId, assetId);
    this.#database.afterCommit(() => this.wakeBackground());
    return completed;
  }

  wakeBackground(): void {
    if (this.#jobs.hasNew()) return;
    const nowMs = this.#clock.nowMs();
    for (const kind of KINDS) if (this.#jobs.nextInBackground(kind, nowMs)) this.#notify(kind);
  }

  lease(kind: JobKind, leaseMs: number): Job | null {
    const nowMs = this.#clock.nowMs();
    const row = this.#database.inTransaction(() => {
      const isNew = kind === 'clip' ? this.#jobs.next(kind, nowMs, 'oldest') : this.#nextStill(nowMs);
      const next = isNew ?? (this.#jobs.hasNew() ? null : this.#jobs.nextInBackground(kind, nowMs));
      if (next) this.#jobs.lease(next.id, nowMs + leaseMs);
      return next;
    });
    this.#arm();
    return row && toJob(row);
  }

  renew(jobId: number, leaseMs: number): boolean {
    return this.#jobs.renew(jobId, this.#clock.nowMs() + leaseMs);
  }

  fail(jobId: number, reason: string, options: { permanent?: boolean } = {}): 'retry' | 'set aside' {
    const outcome = this.#database.inTransaction(() => {
      const job = this.#jobs.byId(jobId);
      if (job?.state === 'set_aside') return 'set aside';
      if (job && options.permanent) {
        this.#jobs.setAside({ ...job, failures: job.failures + 1 }, reason);
        return 'set aside';
      }
      // Its lease ended earlier, which has been counted; or another worker has completed it.
      if (job?.state !== 'leased') return 'retry';
      return this.#failed(job, reason);
    });
    this.#arm();
    this.wakeBackground();
    return outcome;
  }

  release(jobId: number): void {
    const kind = this.#database.inTransaction(() => {
      const job = this.#jobs.byId(jobId);
      if (job?.state !== 'leased') return null;
      this.#jobs.giveBack(job, job.availableAtMs, null);
      return job.kind;
    });
    if (kind) this.#notify(kind);
  }

  depth(): QueueDepth {
    const counts = this.#jobs.counts();
    const waiting = counts.filter(({ state, background }) => state === 'waiting' && !background);
    const sum = (of: typeof counts) => of.reduce((total, { count }) => total + count, 0);
    const oldestMs = Math.min(...waiting.map(({ availableAtMs }) => availableAtMs));
    return {
      stills: sum(waiting.filter(({ kind }) => kind === 'still')),
      clips: sum(waiting.filter(({ kind }) => kind === 'clip')),
      oldestWaitMs: waiting.length === 0 ? 0 : Math.max(0, this.#clock.nowMs() - oldestMs),
      setAside: sum(counts.filter(({ state }) => state === 'set_aside')),
    };
  }

  waitingInBackground(): number {
    const waiting = this.#jobs.counts().filter(({ state, background }) => state === 'waiting' && background);
    return waiting.reduce((total, { count }) => total + count, 0);
  }

  waitingFor(cameraId: number): number {
    return this.#jobs.waitingClips(cameraId);
  }

  waitingJobs(limit: number): readonly QueuedJob[] {
    const turns = [false, true].flatMap((background) => KINDS.map((kind) => ({ kind, background })));
    return turns.flatMap(({ kind, background }) => this.#jobs.waiting(kind, background, limit)).map(toQueued);
  }

  setAsideJobs(limit: number): readonly QueuedJob[] {
    return this.#jobs.setAsideLately(limit).map(toQueued);
  }

  forget(jobId: number): boolean {
    return this.#jobs.removeSetAside(jobId);
  }

  onAvailable(listener: (kind: JobKind) => void): () => void {
    // An entry of its own, so that a listener that subscribes twice unsubscribes once.
    const entry = { call: listener };
    this.#listeners.add(entry);
    return () => this.#listeners.delete(entry);
  }

  #nextStill(nowMs: number): JobRow | null {
    const oldest = this.#jobs.next('still', nowMs, 'oldest');
    const starving = oldest !== null && nowMs - oldest.availableAtMs > STARVING_MS;
    const takeOldest = starving && this.#oldestIsNext;
    this.#oldestIsNext = starving && !takeOldest;
    return takeOldest ? oldest : this.#jobs.next('still', nowMs, 'newest');
  }

  #returnExpired(nowMs: number): void {
    for (const job of this.#jobs.leased(nowMs)) this.#failed(job, LEASE_ENDED);
  }

  #failed(job: JobRow, reason: string): 'retry' | 'set aside' {
    const counted = { ...job, failures: job.failures + 1 };
    const decision = afterFailure(counted.failures);
    if (decision.kind === 'retry') this.#jobs.giveBack(counted, this.#clock.nowMs() + decision.delayMs, reason);
    else this.#jobs.setAside(counted, reason);
    return decision.kind;
  }

  #interrupted(job: JobRow): void {
    const counted = { ...job, interruptions: job.interruptions + 1 };
    const decision = afterInterruption(counted.interruptions);
    if (decision.kind === 'retry') {
      const availableAtMs = decision.delayMs === 0 ? job.availableAtMs : this.#clock.nowMs() + decision.delayMs;
      this.#jobs.giveBack(counted, availableAtMs, DIED);
      return;
    }
    this.#jobs.setAside(counted, `${DIED}, ${counted.interruptions} times`);
    this.#logger.warn({ asset: job.assetId }, `set aside: ${DIED}, ${counted.interruptions} times`);
  }

  /** One timer, for the back-off or lease that ends next. */
  #arm(): void {
    this.#cancelTimer();
    this.#cancelTimer = () => {};
    if (!this.#running) return;
    const nowMs = this.#clock.nowMs();
    const dueMs = this.#nextDueMs(nowMs);
    if (dueMs !== null) this.#cancelTimer = this.#clock.after(Math.max(0, dueMs - nowMs), () => this.#due());
  }

  /** What is due later than any back-off lasts is of a clock that has been set back since: it is due now. */
  #nextDueMs(nowMs: number): number | null {
    const { nextMs, lastWaitMs } = this.#jobs.due(nowMs);
    if (lastWaitMs === null || lastWaitMs <= nowMs + MAX_BACK_OFF_MS) return nextMs;
    this.#jobs.availableAtLatest(nowMs);
    return nowMs;
  }

  #due(): void {
    const nowMs = this.#clock.nowMs();
    this.#database.inTransaction(() => this.#returnExpired(nowMs));
    for (const kind of KINDS) {
      if (this.#jobs.next(kind, nowMs, 'oldest')) this.#notify(kind);
    }
    this.wakeBackground();
    this.#arm();
  }

  #notify(kind: JobKind): void {
    for (const { call } of [...this.#listeners]) {
      try {
        call(kind);
      } catch (error) {
        this.#logger.error({ err: error }, `a listener of the queue failed: ${messageOf(error)}`);
      }
    }
  }
}

function toJob(row: JobRow): Job {
  return {
    id: row.id,
    kind: row.kind,
    assetId: row.assetId,
    attempt: row.failures + row.interruptions + 1,
    enqueuedAtMs: row.enqueuedAtMs,
    background: row.background,
    profileId: row.profileId,
    modelId: row.modelId,
    compareOnly: row.compareOnly,
  };
}

function toQueued({ id, kind, assetId, cameraId, enqueuedAtMs, background, reason, ...row }: JobRow): QueuedJob {
  const failedAttempts = row.failures + row.interruptions;
  return { id, kind, assetId, cameraId, enqueuedAtMs, failedAttempts, reason, background };
}
