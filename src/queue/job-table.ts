import type { JobKind } from '../ports/analysis-queue.ts';
import type { BackgroundJob, CompletedJob, NewJob } from '../ports/job-ledger.ts';
import type { SqliteDatabase } from '../runtime/sqlite-database.ts';
import type { SqliteRow } from '../runtime/sqlite-row.ts';

export const KINDS: readonly JobKind[] = ['still', 'clip'];

/** A job as it is stored. A job that is done has no row. */
export interface JobRow extends BackgroundJob {
  readonly id: number;
  readonly state: 'waiting' | 'leased' | 'set_aside';
  readonly failures: number;
  readonly interruptions: number;
  readonly enqueuedAtMs: number;
  /** Since when it could have been taken, or from when on. */
  readonly availableAtMs: number;
  readonly background: boolean;
  /** Why the last attempt came to nothing; null: none has. */
  readonly reason: string | null;
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

  /** The asset's job when it had been set aside is replaced; null when it is still to come. */
  insertAgain(job: BackgroundJob, nowMs: number): number | null {
    if (!job.compareOnly) {
      this.#database.run("DELETE FROM jobs WHERE asset_id = ? AND state = 'set_aside'", job.assetId);
    }
    const { changes, lastId } = this.#database.run(
      `INSERT INTO jobs (kind, asset_id, camera_id, profile_id, model_id, run_id, compare_only, background, enqueued_at_ms, available_at_ms)
       VALUES (?, ?, ?, ?, ?, ?, ?, 1, ?, ?) ON CONFLICT (asset_id) DO NOTHING`,
      job.kind,
      job.assetId,
      job.cameraId,
      job.profileId,
      job.modelId,
      job.runId,
      job.compareOnly ? 1 : 0,
      nowMs,
      nowMs,
    );
    return changes > 0 ? lastId : null;
  }

  remove(id: number, assetId: number): CompletedJob | null {
    const row = this.#database.get(
      'DELETE FROM jobs WHERE id = ? AND asset_id = ? RETURNING background, run_id, compare_only',
      id,
      assetId,
    );
    return (
      row && {
        background: row.flag('background'),
        runId: row.numberOrNull('run_id'),
        compareOnly: row.flag('compare_only'),
      }
    );
  }

  byId(id: number): JobRow | null {
    const row = this.#database.get('SELECT * FROM jobs WHERE id = ?', id);
    return row && toJob(row);
  }

  /** Of the new jobs that may be taken now, the one that came first or last. */
  next(kind: JobKind, nowMs: number, end: 'oldest' | 'newest'): JobRow | null {
    const row = this.#database.get(
      `SELECT * FROM jobs WHERE state = 'waiting' AND kind = ? AND background = 0 AND available_at_ms <= ?
       ORDER BY id ${end === 'newest' ? 'DESC' : 'ASC'} LIMIT 1`,
      kind,
      nowMs,
    );
    return row && toJob(row);
  }

  /** Of those that wait, whenever they may be taken: the first of a kind, or of the background, in the order of their turns. */
  waiting(kind: JobKind, background: boolean, limit: number): JobRow[] {
    const sql = `SELECT * FROM jobs WHERE state = 'waiting' AND kind = ? AND background = ?
       ORDER BY id ${kind === 'still' && !background ? 'DESC' : 'ASC'} LIMIT ?`;
    return this.#database.all(sql, kind, background ? 1 : 0, limit).map(toJob);
  }

  setAsideLately(limit: number): JobRow[] {
    return this.#database
      .all("SELECT * FROM jobs WHERE state = 'set_aside' ORDER BY id DESC LIMIT ?", limit)
      .map(toJob);
  }

  removeSetAside(id: number): boolean {
    return this.#database.run("DELETE FROM jobs WHERE id = ? AND state = 'set_aside'", id).changes > 0;
  }

  /** What is analysed again, but for a run that is paused. */
  nextInBackground(kind: JobKind, nowMs: number): JobRow | null {
    const row = this.#database.get(
      `SELECT * FROM jobs WHERE state = 'waiting' AND kind = ? AND background = 1 AND available_at_ms <= ?
         AND (run_id IS NULL OR EXISTS (SELECT 1 FROM reanalysis_runs r WHERE r.id = run_id AND r.state = 'running'))
       ORDER BY id LIMIT 1`,
      kind,
      nowMs,
    );
    return row && toJob(row);
  }

  /** Anything that is not background waits or is being analysed. */
  hasNew(): boolean {
    const sql = (state: string) =>
      `SELECT 1 FROM jobs WHERE state = '${state}' AND kind = ? AND background = 0 LIMIT 1`;
    return ['waiting', 'leased'].some((state) => KINDS.some((kind) => this.#database.get(sql(state), kind) !== null));
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

  /** Per kind, state and turn: how many, and since when the first of them could have been taken. */
  counts(): { kind: JobKind; state: string; background: boolean; count: number; availableAtMs: number }[] {
    return this.#database
      .all(
        `SELECT kind, state, background, count(*) AS count, min(available_at_ms) AS available
         FROM jobs GROUP BY state, kind, background`,
      )
      .map((row) => ({
        kind: toKind(row.text('kind')),
        state: row.text('state'),
        background: row.flag('background'),
        count: row.number('count'),
        availableAtMs: row.number('available'),
      }));
  }

  waitingClips(cameraId: number): number {
    const sql =
      "SELECT count(*) AS count FROM jobs WHERE state = 'waiting' AND kind = 'clip' AND background = 0 AND camera_id = ?";
    return this.#database.get(sql, cameraId)?.number('count') ?? 0;
  }

  /** When the next back-off or lease ends, and when the last back-off; null when there is none. */
  due(nowMs: number): { readonly nextMs: number | null; readonly lastWaitMs: number | null } {
    const row = this.#database.get(
      `SELECT min(next) AS next, max(last) AS last FROM (
         SELECT min(available_at_ms) AS next, max(available_at_ms) AS last FROM jobs WHERE state = 'waiting' AND available_at_ms > ?
         UNION ALL SELECT min(lease_until_ms), NULL FROM jobs WHERE state = 'leased')`,
      nowMs,
    );
    return { nextMs: row?.numberOrNull('next') ?? null, lastWaitMs: row?.numberOrNull('last') ?? null };
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
    background: row.flag('background'),
    profileId: row.numberOrNull('profile_id'),
    modelId: row.textOrNull('model_id'),
    reason: row.textOrNull('reason'),
    runId: row.numberOrNull('run_id'),
    compareOnly: row.flag('compare_only'),
  };
}
