import type { Identity } from '../domain/identity.ts';
import type { FacedTrack } from '../ports/face-store.ts';
import type { SqliteDatabase } from '../runtime/sqlite-database.ts';
import { identityFromJson, identityToJson } from './identity-json.ts';
import { positionsFromJson } from './position-json.ts';

export type Verdict = Omit<FacedTrack, 'faces'>;

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

  /** Of the newest assets first; those whose faces can be compared. */
  below(assetId: number | null, assets: number): Verdict[] {
    return this.#database
      .all(
        `SELECT t.id, t.asset_id, t.event_id, t.identity, t.positions FROM tracks t
         WHERE ${COMPARABLE} AND t.asset_id IN (
           SELECT DISTINCT t.asset_id FROM tracks t WHERE t.asset_id < ? AND ${COMPARABLE}
           ORDER BY t.asset_id DESC LIMIT ?)
         ORDER BY t.asset_id DESC, t.id`,
        assetId ?? Number.MAX_SAFE_INTEGER,
        assets,
      )
      .map((row) => {
        const identity = row.textOrNull('identity');
        return {
          trackId: row.number('id'),
          assetId: row.number('asset_id'),
          eventId: row.text('event_id'),
          identity: identity === null ? null : identityFromJson(identity),
          positions: positionsFromJson(row.text('positions')),
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
