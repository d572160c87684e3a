import type { KnownAppearance } from '../ports/object-store.ts';
import type { SqliteDatabase } from '../runtime/sqlite-database.ts';
import { embeddingFromBytes, embeddingToBytes } from './embedding-bytes.ts';

/** The SQL of what known objects look like. */
export class KnownAppearanceTable {
  readonly #database: SqliteDatabase;

  constructor(database: SqliteDatabase) {
    this.#database = database;
  }

  all(): KnownAppearance[] {
    return this.#database.all('SELECT * FROM known_appearances ORDER BY known_object_id').map((row) => ({
      knownObjectId: row.number('known_object_id'),
      file: row.text('file'),
      shape: row.text('shape'),
      appearance: embeddingFromBytes(row.bytesOrNull('appearance')),
      problem: row.textOrNull('problem'),
      computedAtMs: row.number('computed_at_ms'),
    }));
  }

  put({ knownObjectId, file, shape, appearance, problem, computedAtMs }: KnownAppearance): void {
    this.#database.run(
      `INSERT OR REPLACE INTO known_appearances (known_object_id, file, shape, appearance, problem, computed_at_ms)
       VALUES (?, ?, ?, ?, ?, ?)`,
      knownObjectId,
      file,
      shape,
      appearance && embeddingToBytes(Array.from(appearance)),
      problem,
      Math.round(computedAtMs),
    );
  }

  remove(knownObjectIds: readonly number[]): void {
    const sql = 'DELETE FROM known_appearances WHERE known_object_id IN (SELECT value FROM json_each(?))';
    this.#database.run(sql, JSON.stringify(knownObjectIds));
  }
}
