import type { JobKind } from '../ports/analysis-queue.ts';
import type { NewJob } from '../ports/job-ledger.ts';
import type { SqliteDatabase } from '../runtime/sqlite-database.ts';
import type { SqliteRow } from '../runtime/sqlite-row.ts';

/** A job as it is stored. A job that is done has no row. */
export interface JobRow extends NewJob {
  readonly id: number;
  readonly state: 'waiting' | 'leased' | 'set_aside';
  readonly failures: number;
  readonly interruptions: number;
  readonly enqueuedAtMs: number;
  /** Since when it could have been taken, or from when on. */
  readonly availableAtMs: number;
}

/** The SQL of jobs; the table is created by the store, which keeps the database's schema. */
export class JobTable {
  readonly #database: SqliteDatabase;

  constructor(database: SqliteDatabase) {
    this.#database = database;
  }

  insert(job: NewJob, nowMs: number): number {
    const sql = 'INSERT INTO jobs (kind, asset_id, camera_id, enqueued_at_ms, available_at_ms) VALUES (?, ?, ?, ?, ?)';
    return this.#database.run(sql, job.kind, job.assetId, job.cameraId, nowMs, nowMs).lastId;
  }

  remove(id: number, assetId: number): boolean {
    return this.#database.run('DELETE FROM jobs WHERE id = ? AND asset_id = ?', id, assetId).changes > 0;
  }

  byId(id: number): JobRow | null {
    const row = this.#database.get('SELECT * FROM jobs WHERE id = ?', id);
    return row && toJob(row);
  }

  /** Of the jobs that may be taken now, the one that came first or last. */
  next(kind: JobKind, nowMs: number, end: 'oldest' | 'newest'): JobRow | null {
    const row = this.#database.get(
      `SELECT * FROM jobs WHERE state = 'waiting' AND kind = ? AND available_at_ms <= ?
       ORDER BY id ${end === 'oldest' ? 'ASC' : 'DESC'} LIMIT 1`,
      kind,
      nowMs,
    );
    return row && toJob(row);
  }

  lease(id: number, untilMs: number): void {
    this.#database.run("UPDATE jobs SET state = 'leased', lease_until_ms = ? WHERE id = ?", untilMs, id);
  }

  renew(id: number, untilMs: number): boolean {
    const sql = "UPDATE jobs SET lease_until_ms = ? WHERE id = ? AND state = 'leased'";
    return this.#database.run(sql, untilMs, id).changes > 0;
  }

  /** Leased jobs whose lease ends by then. */
  leased(untilMs: number): JobRow[] {
    const sql = "SELECT * FROM jobs WHERE state = 'leased' AND lease_until_ms <= ?";
    return this.#database.all(sql, untilMs).map(toJob);
  }

  /** Back among those that wait, with its counts as they are now. */
  giveBack(job: JobRow, availableAtMs: number, reason: string | null): void {
    this.#database.run(
      `UPDATE jobs SET state = 'waiting', lease_until_ms = NULL, failures = ?, interruptions = ?, available_at_ms = ?,
         reason = ? WHERE id = ?`,
      job.failures,
      job.interruptions,
      availableAtMs,
      reason,
      job.id,
    );
  }

  setAside(job: JobRow, reason: string): void {
    this.#database.run(
      `UPDATE jobs SET state = 'set_aside', lease_until_ms = NULL, failures = ?, interruptions = ?, reason = ?
       WHERE id = ?`,
      job.failures,
      job.interruptions,
      reason,
      job.id,
    );
  }

  /** A clock that was set back must not hold jobs for hours. */
  availableAtLatest(atMs: number): void {
    const sql = "UPDATE jobs SET available_at_ms = ?1 WHERE state = 'waiting' AND available_at_ms > ?1";
    this.#database.run(sql, atMs);
  }

  /** Per kind and state: how many, and since when the first of them could have been taken. */
  counts(): { kind: JobKind; state: string; count: number; availableAtMs: number }[] {
    return this.#database
      .all('SELECT kind, state, count(*) AS count, min(available_at_ms) AS available FROM jobs GROUP BY state, kind')
      .map((row) => ({
        kind: toKind(row.text('kind')),
        state: row.text('state'),
        count: row.number('count'),
        availableAtMs: row.number('available'),
      }));
  }

  waitingClips(cameraId: number): number {
    const sql = "SELECT count(*) AS count FROM jobs WHERE state = 'waiting' AND kind = 'clip' AND camera_id = ?";
    return this.#database.get(sql, cameraId)?.number('count') ?? 0;
  }

  /** When the next back-off or lease ends; null when there is none. */
  nextDueMs(nowMs: number): number | null {
    const row = this.#database.get(
      `SELECT min(due) AS due FROM (
         SELECT min(available_at_ms) AS due FROM jobs WHERE state = 'waiting' AND available_at_ms > ?
         UNION ALL SELECT min(lease_until_ms) FROM jobs WHERE state = 'leased')`,
      nowMs,
    );
    return row?.numberOrNull('due') ?? null;
  }
}

function toKind(value: string): JobKind {
  if (value !== 'still' && value !== 'clip') throw new TypeError(`Cannot read a job: unknown kind "${value}".`);
  return value;
}

function toState(value: string): JobRow['state'] {
  if (value !== 'waiting' && value !== 'leased' && value !== 'set_aside') {
    throw new TypeError(`Cannot read a job: unknown state "${value}".`);
  }
  return value;
}

function toJob(row: SqliteRow): JobRow {
  return {
    id: row.number('id'),
    kind: toKind(row.text('kind')),
    assetId: row.number('asset_id'),
    cameraId: row.number('camera_id'),
    state: toState(row.text('state')),
    failures: row.number('failures'),
    interruptions: row.number('interruptions'),
    enqueuedAtMs: row.number('enqueued_at_ms'),
    availableAtMs: row.number('available_at_ms'),
  };
}
