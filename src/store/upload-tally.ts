import type { UploadPace } from '../domain/disk-forecast.ts';
import type { SqliteDatabase } from '../runtime/sqlite-database.ts';

const DAY_MS = 86_400_000;
const WEEK_DAYS = 7;

export interface UploadsOfCamera {
  readonly lastUploadMs: number | null;
  readonly files: number;
  readonly bytes: number;
  readonly failed: number;
  readonly analysisMs: number | null;
}

/** What cameras have uploaded lately. */
export class UploadTally {
  readonly #database: SqliteDatabase;

  constructor(database: SqliteDatabase) {
    this.#database = database;
  }

  /**
   * Of an average day of the last week, or since the first upload when that is later.
   * @param keepDays what is older goes; 0: age does not matter
   */
  pace(nowMs: number, keepDays: number): UploadPace {
    const firstMs = this.#firstMs(nowMs);
    const today = Math.floor(nowMs / DAY_MS);
    const from = today - WEEK_DAYS;
    const days = Math.max(1, (nowMs - Math.max(firstMs, from * DAY_MS)) / DAY_MS);
    const bytesPerDay = this.#bytesOf(from, today) / days;
    if (keepDays <= 0) return { bytesPerDay, agedBytesPerDay: 0, daysUntilAged: null };
    const agedDays = Math.min(WEEK_DAYS, keepDays);
    return {
      bytesPerDay,
      agedBytesPerDay: this.#bytesOf(today - keepDays, today - keepDays + agedDays - 1) / agedDays,
      daysUntilAged: Math.max(0, keepDays - (nowMs - firstMs) / DAY_MS),
    };
  }

  /** A clock that was ahead for a while has left days that are still to come. */
  #firstMs(nowMs: number): number {
    const row = this.#database.get('SELECT first_ms FROM uploads_by_day ORDER BY day LIMIT 1');
    return Math.min(nowMs, row?.number('first_ms') ?? nowMs);
  }

  #bytesOf(firstDay: number, lastDay: number): number {
    const sql = 'SELECT ifnull(sum(bytes), 0) AS bytes FROM uploads_by_day WHERE day BETWEEN ? AND ?';
    return this.#database.get(sql, firstDay, lastDay)?.number('bytes') ?? 0;
  }

  /** Of one camera, counted from `sinceMs` on. */
  of(cameraId: number, sinceMs: number): UploadsOfCamera {
    const row = this.#database.get(
      `SELECT (SELECT max(received_at_ms) FROM assets WHERE camera_id = ?1) AS last, count(*) AS files,
         ifnull(sum(size_bytes), 0) AS bytes, ifnull(sum(state = 'failed'), 0) AS failed, avg(elapsed_ms) AS elapsed
       FROM assets WHERE camera_id = ?1 AND received_at_ms >= ?2`,
      cameraId,
      sinceMs,
    );
    return {
      lastUploadMs: row?.numberOrNull('last') ?? null,
      files: row?.number('files') ?? 0,
      bytes: row?.number('bytes') ?? 0,
      failed: row?.number('failed') ?? 0,
      analysisMs: row?.numberOrNull('elapsed') ?? null,
    };
  }
}
