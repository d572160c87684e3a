import type { SqliteDatabase } from '../runtime/sqlite-database.ts';

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

  /** The size of all that came since then. */
  bytesSince(sinceMs: number): number {
    // Asked by the times of the files, along their index; those that came late count as well.
    const sql = 'SELECT ifnull(sum(size_bytes), 0) AS bytes FROM assets WHERE taken_at_ms >= ?';
    return this.#database.get(sql, sinceMs)?.number('bytes') ?? 0;
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
