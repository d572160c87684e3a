import type { MediaPath } from '../domain/media-path.ts';
import type { DiscardedPictures } from '../ports/retention.ts';
import type { SqliteDatabase } from '../runtime/sqlite-database.ts';

/** Pictures of an asset's earlier analysis, until they are deleted. */
export class DiscardedTable implements DiscardedPictures {
  readonly #database: SqliteDatabase;

  constructor(database: SqliteDatabase) {
    this.#database = database;
  }

  /** Every picture that was made of the asset. */
  picturesOf(assetId: number): MediaPath[] {
    return this.#database
      .all(
        `SELECT snapshot AS file FROM tracks WHERE asset_id = ?1 AND snapshot IS NOT NULL
         UNION SELECT annotated_frame FROM assets WHERE id = ?1 AND annotated_frame IS NOT NULL`,
        assetId,
      )
      .map((row) => row.text('file'));
  }

  /** Notes those of `earlier` that are not among the asset's `pictures` now. */
  replace(earlier: readonly MediaPath[], pictures: readonly MediaPath[], nowMs: number): void {
    const current = new Set(pictures);
    for (const file of earlier) {
      if (current.has(file)) continue;
      this.#database.run(
        'INSERT OR REPLACE INTO discarded_pictures (file, discarded_at_ms) VALUES (?, ?)',
        file,
        nowMs,
      );
    }
    this.forget(pictures);
  }

  before(ms: number, afterFile: MediaPath, limit: number): MediaPath[] {
    return this.#database
      .all(
        'SELECT file FROM discarded_pictures WHERE discarded_at_ms <= ? AND file > ? ORDER BY file LIMIT ?',
        ms,
        afterFile,
        limit,
      )
      .map((row) => row.text('file'));
  }

  forget(files: readonly MediaPath[]): void {
    const sql = 'DELETE FROM discarded_pictures WHERE file IN (SELECT value FROM json_each(?))';
    this.#database.run(sql, JSON.stringify(files));
  }
}
