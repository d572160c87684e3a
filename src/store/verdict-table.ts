import type { Identity } from '../domain/identity.ts';
import type { SqliteDatabase } from '../runtime/sqlite-database.ts';
import { identityFromJson, identityToJson } from './identity-json.ts';

export interface Verdict {
  readonly trackId: number;
  readonly eventId: string;
  readonly identity: Identity | null;
}

const COMPARABLE = `EXISTS (
  SELECT 1 FROM faces f WHERE f.track_id = t.id AND f.embedding IS NOT NULL AND f.fault IS NULL)`;

/** The SQL of the verdicts on tracks. */
export class VerdictTable {
  readonly #database: SqliteDatabase;

  constructor(database: SqliteDatabase) {
    this.#database = database;
  }

  set(trackId: number, identity: Identity | null): void {
    this.#database.run(
      'UPDATE tracks SET identity = ? WHERE id = ?',
      identity === null ? null : identityToJson(identity),
      trackId,
    );
  }

  /** Newest first; those whose faces can be compared. */
  below(trackId: number | null, limit: number): Verdict[] {
    return this.#database
      .all(
        `SELECT t.id, t.event_id, t.identity FROM tracks t WHERE t.id < ? AND ${COMPARABLE} ORDER BY t.id DESC LIMIT ?`,
        trackId ?? Number.MAX_SAFE_INTEGER,
        limit,
      )
      .map((row) => {
        const identity = row.textOrNull('identity');
        return {
          trackId: row.number('id'),
          eventId: row.text('event_id'),
          identity: identity === null ? null : identityFromJson(identity),
        };
      });
  }

  people(): number[] {
    const sql = 'SELECT DISTINCT person_id FROM tracks WHERE person_id IS NOT NULL';
    return this.#database.all(sql).map((row) => row.number('person_id'));
  }

  forgetPeople(personIds: readonly number[]): void {
    const sql = 'UPDATE tracks SET identity = NULL WHERE person_id IN (SELECT value FROM json_each(?))';
    this.#database.run(sql, JSON.stringify(personIds));
  }

  count(): number {
    return (
      this.#database
        .get('SELECT count(DISTINCT track_id) AS tracks FROM faces WHERE embedding IS NOT NULL AND fault IS NULL')
        ?.number('tracks') ?? 0
    );
  }
}
