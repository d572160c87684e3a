import type { UploadHabit } from '../domain/upload-habit.ts';
import type { UploadHabits } from '../ports/upload-habits.ts';
import type { SqliteDatabase } from '../runtime/sqlite-database.ts';

/** When cameras upload, by the assets that are kept. */
export class UploadHabitTable implements UploadHabits {
  readonly #database: SqliteDatabase;

  constructor(database: SqliteDatabase) {
    this.#database = database;
  }

  habit(cameraId: number, sinceMs: number): UploadHabit {
    const row = this.#database.get(
      `SELECT count(*) AS uploads, min(at_ms) AS first_at_ms, max(at_ms) AS last_at_ms, coalesce(max(gap_ms), 0) AS longest_gap_ms
       FROM (SELECT received_at_ms AS at_ms, received_at_ms - lag(received_at_ms) OVER (ORDER BY received_at_ms) AS gap_ms
             FROM assets WHERE camera_id = ? AND received_at_ms >= ?)`,
      cameraId,
      sinceMs,
    );
    return {
      uploads: row?.number('uploads') ?? 0,
      firstAtMs: row?.numberOrNull('first_at_ms') ?? null,
      lastAtMs: row?.numberOrNull('last_at_ms') ?? null,
      longestGapMs: row?.number('longest_gap_ms') ?? 0,
    };
  }

  lastUploadAtMs(cameraId: number): number | null {
    const sql = 'SELECT max(received_at_ms) AS last_at_ms FROM assets WHERE camera_id = ?';
    return this.#database.get(sql, cameraId)?.numberOrNull('last_at_ms') ?? null;
  }
}
