import { FACE_FAULTS } from '../domain/face.ts';
import type { NewFace, StoredFace } from '../ports/face-store.ts';
import type { SqliteDatabase } from '../runtime/sqlite-database.ts';
import type { SqliteRow } from '../runtime/sqlite-row.ts';
import { embeddingFromBytes, embeddingToBytes } from './embedding-bytes.ts';

/** Good ones before the others. */
const BEST_FIRST = 'ORDER BY fault IS NOT NULL, quality DESC, id';

/** The SQL of faces. */
export class FaceTable {
  readonly #database: SqliteDatabase;

  constructor(database: SqliteDatabase) {
    this.#database = database;
  }

  add(face: NewFace): number {
    const { box } = face;
    return this.#database.run(
      `INSERT INTO faces (track_id, event_id, camera_id, stranger_id, seen_at_ms, frame_number,
         start_x, start_y, end_x, end_y, quality, fault, embedding, picture)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      face.trackId,
      face.eventId,
      face.cameraId,
      face.strangerId,
      Math.round(face.seenAtMs),
      face.frameNumber,
      box.startX,
      box.startY,
      box.endX,
      box.endY,
      face.quality,
      face.fault,
      face.embedding && embeddingToBytes(face.embedding),
      face.picture,
    ).lastId;
  }

  byId(id: number): StoredFace | null {
    const row = this.#database.get('SELECT * FROM faces WHERE id = ?', id);
    return row && toFace(row);
  }

  of(owner: 'track_id' | 'stranger_id', id: number, limit: number): StoredFace[] {
    return this.#database.all(`SELECT * FROM faces WHERE ${owner} = ? ${BEST_FIRST} LIMIT ?`, id, limit).map(toFace);
  }

  ofTracks(trackIds: readonly number[]): StoredFace[] {
    const sql = `SELECT * FROM faces WHERE track_id IN (SELECT value FROM json_each(?)) ${BEST_FIRST}`;
    return this.#database.all(sql, JSON.stringify(trackIds)).map(toFace);
  }

  ofPerson(personId: number, limit: number): StoredFace[] {
    const sql = `SELECT * FROM faces WHERE track_id IN (SELECT id FROM tracks WHERE person_id = ?) ${BEST_FIRST} LIMIT ?`;
    return this.#database.all(sql, personId, limit).map(toFace);
  }

  /** The newest comparable ones. */
  newestOf(strangerId: number, limit: number): StoredFace[] {
    return this.#database
      .all(
        `SELECT * FROM faces WHERE stranger_id = ? AND embedding IS NOT NULL AND fault IS NULL
         ORDER BY seen_at_ms DESC, id DESC LIMIT ?`,
        strangerId,
        limit,
      )
      .map(toFace);
  }

  assign(trackIds: readonly number[], strangerId: number | null): void {
    const sql = 'UPDATE faces SET stranger_id = ? WHERE track_id IN (SELECT value FROM json_each(?))';
    this.#database.run(sql, strangerId, JSON.stringify(trackIds));
  }

  assignFaces(ids: readonly number[], strangerId: number | null): void {
    const sql = 'UPDATE faces SET stranger_id = ? WHERE id IN (SELECT value FROM json_each(?))';
    this.#database.run(sql, strangerId, JSON.stringify(ids));
  }

  /** An ignored stranger has to be known again: its faces do not expire. A picture that another face has too is null. */
  expired(strangersSeenBeforeMs: number, limit: number): StoredFace[] {
    return this.#database
      .all(
        `SELECT e.*, EXISTS (SELECT 1 FROM faces o WHERE o.picture = e.picture AND o.id <> e.id) AS shared FROM (
           SELECT * FROM faces WHERE track_id IS NULL AND stranger_id IS NULL
           UNION ALL
           SELECT f.* FROM faces f JOIN strangers s ON s.id = f.stranger_id WHERE s.ignored = 0 AND f.seen_at_ms < ?
           LIMIT ?) e`,
        Math.round(strangersSeenBeforeMs),
        limit,
      )
      .map((row) => ({ ...toFace(row), ...(row.flag('shared') && { picture: null }) }));
  }

  remove(ids: readonly number[]): void {
    this.#database.run('DELETE FROM faces WHERE id IN (SELECT value FROM json_each(?))', JSON.stringify(ids));
  }
}

function toFace(row: SqliteRow): StoredFace {
  return {
    id: row.number('id'),
    trackId: row.numberOrNull('track_id'),
    eventId: row.text('event_id'),
    cameraId: row.number('camera_id'),
    strangerId: row.numberOrNull('stranger_id'),
    seenAtMs: row.number('seen_at_ms'),
    frameNumber: row.number('frame_number'),
    box: {
      startX: row.number('start_x'),
      startY: row.number('start_y'),
      endX: row.number('end_x'),
      endY: row.number('end_y'),
    },
    quality: row.number('quality'),
    fault: FACE_FAULTS.find((fault) => fault === row.textOrNull('fault')) ?? null,
    embedding: embeddingFromBytes(row.bytesOrNull('embedding')),
    picture: row.textOrNull('picture'),
  };
}
