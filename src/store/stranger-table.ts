import type { StrangerRow } from '../ports/face-store.ts';
import type { SqliteDatabase } from '../runtime/sqlite-database.ts';
import type { SqliteRow } from '../runtime/sqlite-row.ts';

const SELECT = `
  SELECT s.id, s.ignored, s.opened_at_ms, min(f.seen_at_ms) AS first_seen_ms, max(f.seen_at_ms) AS last_seen_ms,
    count(DISTINCT f.event_id) AS sightings,
    count(DISTINCT CASE WHEN f.seen_at_ms >= ?1 THEN f.event_id END) AS recent_sightings,
    json_group_array(DISTINCT f.camera_id) AS camera_ids,
    (SELECT b.id FROM faces b WHERE b.stranger_id = s.id AND b.picture IS NOT NULL
      ORDER BY b.fault IS NOT NULL, b.quality DESC LIMIT 1) AS best_face_id
  FROM strangers s LEFT JOIN faces f ON f.stranger_id = s.id`;

/** The SQL of strangers; what they were seen as is theirs through their faces. */
export class StrangerTable {
  readonly #database: SqliteDatabase;

  constructor(database: SqliteDatabase) {
    this.#database = database;
  }

  open(atMs: number): number {
    return this.#database.run('INSERT INTO strangers (opened_at_ms) VALUES (?)', Math.round(atMs)).lastId;
  }

  /** Who was seen last comes first. */
  all(recentSinceMs: number): StrangerRow[] {
    const sql = `${SELECT} GROUP BY s.id ORDER BY last_seen_ms DESC, s.id DESC`;
    return this.#database.all(sql, Math.round(recentSinceMs)).map(toStranger);
  }

  bare(id: number | null = null): Pick<StrangerRow, 'id' | 'ignored'>[] {
    const sql = 'SELECT id, ignored FROM strangers WHERE ?1 IS NULL OR id = ?1 ORDER BY id';
    return this.#database.all(sql, id).map((row) => ({ id: row.number('id'), ignored: row.flag('ignored') }));
  }

  byId(id: number, recentSinceMs: number): StrangerRow | null {
    const row = this.#database.get(`${SELECT} WHERE s.id = ?2 GROUP BY s.id`, Math.round(recentSinceMs), id);
    return row && toStranger(row);
  }

  setIgnored(id: number, ignored: boolean): void {
    this.#database.run('UPDATE strangers SET ignored = ? WHERE id = ?', ignored ? 1 : 0, id);
  }

  merge(from: number, into: number): void {
    this.#database.run('UPDATE faces SET stranger_id = ? WHERE stranger_id = ?', into, from);
    this.#database.run(
      "UPDATE tracks SET identity = json_set(identity, '$.strangerId', ?) WHERE stranger_id = ?",
      into,
      from,
    );
    this.#database.run('DELETE FROM strangers WHERE id = ?', from);
  }

  removeEmpty(): number {
    const empty = 'NOT EXISTS (SELECT 1 FROM faces f WHERE f.stranger_id = strangers.id)';
    return this.#database.run(`DELETE FROM strangers WHERE ${empty}`).changes;
  }
}

function toStranger(row: SqliteRow): StrangerRow {
  const cameraIds: unknown = JSON.parse(row.text('camera_ids'));
  return {
    id: row.number('id'),
    ignored: row.flag('ignored'),
    openedAtMs: row.number('opened_at_ms'),
    firstSeenMs: row.numberOrNull('first_seen_ms'),
    lastSeenMs: row.numberOrNull('last_seen_ms'),
    sightings: row.number('sightings'),
    recentSightings: row.number('recent_sightings'),
    cameraIds: Array.isArray(cameraIds) ? cameraIds.filter((id) => typeof id === 'number') : [],
    bestFaceId: row.numberOrNull('best_face_id'),
  };
}
