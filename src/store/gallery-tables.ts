import type { KnownFace, RejectedFace } from '../ports/face-store.ts';
import type { SqliteDatabase } from '../runtime/sqlite-database.ts';
import { embeddingFromBytes, embeddingToBytes } from './embedding-bytes.ts';

/** The SQL of what was computed of known objects' pictures. */
export class KnownFaceTable {
  readonly #database: SqliteDatabase;

  constructor(database: SqliteDatabase) {
    this.#database = database;
  }

  all(): KnownFace[] {
    return this.#database.all('SELECT * FROM known_faces ORDER BY known_object_id').map((row) => ({
      knownObjectId: row.number('known_object_id'),
      file: row.text('file'),
      embedding: embeddingFromBytes(row.bytesOrNull('embedding')),
      quality: row.numberOrNull('quality'),
      problem: row.textOrNull('problem'),
      computedAtMs: row.number('computed_at_ms'),
    }));
  }

  put({ knownObjectId, file, embedding, quality, problem, computedAtMs }: KnownFace): void {
    this.#database.run(
      `INSERT OR REPLACE INTO known_faces (known_object_id, file, embedding, quality, problem, computed_at_ms)
       VALUES (?, ?, ?, ?, ?, ?)`,
      knownObjectId,
      file,
      embedding && embeddingToBytes(embedding),
      quality,
      problem,
      Math.round(computedAtMs),
    );
  }

  remove(knownObjectIds: readonly number[]): void {
    const sql = 'DELETE FROM known_faces WHERE known_object_id IN (SELECT value FROM json_each(?))';
    this.#database.run(sql, JSON.stringify(knownObjectIds));
  }
}

/** The SQL of what users said is not a face, or not somebody. */
export class RejectedFaceTable {
  readonly #database: SqliteDatabase;

  constructor(database: SqliteDatabase) {
    this.#database = database;
  }

  all(): RejectedFace[] {
    return this.#database.all('SELECT * FROM rejected_faces ORDER BY id').flatMap((row) => {
      const embedding = embeddingFromBytes(row.bytesOrNull('embedding'));
      return embedding ? [{ personId: row.numberOrNull('person_id'), embedding }] : [];
    });
  }

  add({ personId, embedding }: RejectedFace, atMs: number): void {
    const sql = 'INSERT INTO rejected_faces (person_id, embedding, rejected_at_ms) VALUES (?, ?, ?)';
    this.#database.run(sql, personId, embeddingToBytes(embedding), Math.round(atMs));
  }

  people(): number[] {
    const sql = 'SELECT DISTINCT person_id FROM rejected_faces WHERE person_id IS NOT NULL';
    return this.#database.all(sql).map((row) => row.number('person_id'));
  }

  removeOf(personIds: readonly number[]): void {
    const sql = 'DELETE FROM rejected_faces WHERE person_id IN (SELECT value FROM json_each(?))';
    this.#database.run(sql, JSON.stringify(personIds));
  }
}
