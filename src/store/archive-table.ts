import type { ArchiveWalk } from '../ports/archive-walk.ts';
import type { SqliteDatabase } from '../runtime/sqlite-database.ts';

/** Everything that was analysed, in order. */
export class ArchiveTable implements ArchiveWalk {
  readonly #database: SqliteDatabase;

  constructor(database: SqliteDatabase) {
    this.#database = database;
  }

  /** How many of the people in a file showed their face. */
  facesIn(assetId: number): number {
    const sql = `SELECT count(*) AS n FROM tracks t
      WHERE t.asset_id = ? AND EXISTS (SELECT 1 FROM faces f WHERE f.track_id = t.id)`;
    return this.#database.get(sql, assetId)?.number('n') ?? 0;
  }

  /** Those of these recordings that are still here. */
  recordingsAmong(ids: readonly number[]): ReadonlySet<number> {
    const sql = 'SELECT id FROM recordings WHERE id IN (SELECT value FROM json_each(?))';
    return new Set(this.#database.all(sql, JSON.stringify(ids)).map((row) => row.number('id')));
  }

  analysedAfter(assetId: number, limit: number): { readonly assetId: number; readonly eventId: string }[] {
    return this.#database
      .all(
        "SELECT id, event_id FROM assets WHERE id > ? AND state = 'analysed' AND event_id IS NOT NULL ORDER BY id LIMIT ?",
        assetId,
        limit,
      )
      .map((row) => ({ assetId: row.number('id'), eventId: row.text('event_id') }));
  }
}
