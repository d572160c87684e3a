import type { MediaType } from '../domain/media.ts';
import type { SqliteDatabase } from '../runtime/sqlite-database.ts';

/** Enough for a median, however busy the day. */
const MOST_FILES = 500;

/** How long analyses take. */
export class PaceTable {
  readonly #database: SqliteDatabase;

  constructor(database: SqliteDatabase) {
    this.#database = database;
  }

  /** Of the latest files that were taken since then; null: none. */
  medianSince(mediaType: MediaType, sinceMs: number): { readonly medianMs: number; readonly files: number } | null {
    const times = this.#database
      .all(
        `SELECT elapsed_ms FROM assets WHERE taken_at_ms >= ? AND media_type = ? AND elapsed_ms IS NOT NULL
         ORDER BY taken_at_ms DESC LIMIT ?`,
        sinceMs,
        mediaType,
        MOST_FILES,
      )
      .map((row) => row.number('elapsed_ms'))
      .sort((a, b) => a - b);
    const medianMs = times[Math.floor(times.length / 2)];
    return medianMs === undefined ? null : { medianMs, files: times.length };
  }
}
