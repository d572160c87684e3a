import type { MediaPath } from '../domain/media-path.ts';
import type { HistoryFilter, Recording } from '../ports/history.ts';
import type { SqliteDatabase } from '../runtime/sqlite-database.ts';
import type { SqliteRow } from '../runtime/sqlite-row.ts';
import { toMetadata } from './asset-row.ts';
import { filterSql } from './filter-sql.ts';

// Metadata and state are the clip's, which is an asset of the same file.
const SELECT = `
  SELECT r.*, a.state, a.fps, a.frame_count, a.duration_ms, a.width, a.height, a.codec, ifnull(e.keep, 0) AS keep
  FROM recordings r LEFT JOIN assets a ON a.file = r.file LEFT JOIN events e ON e.id = a.event_id`;

/** The SQL of recordings. */
export class RecordingTable {
  readonly #database: SqliteDatabase;

  constructor(database: SqliteDatabase) {
    this.#database = database;
  }

  /** The row `id` when there is one, else the row of this clip, else a new one. */
  forClip(clip: { file: MediaPath; cameraId: number; takenAtMs: number; recordingId: number | null }): number {
    if (clip.recordingId !== null && this.exists(clip.recordingId)) return clip.recordingId;
    const known = this.#database.get('SELECT id FROM recordings WHERE file = ?', clip.file);
    if (known) return known.number('id');
    const sql = 'INSERT INTO recordings (camera_id, started_at_ms, file) VALUES (?, ?, ?)';
    return this.#database.run(sql, clip.cameraId, clip.takenAtMs, clip.file).lastId;
  }

  exists(id: number): boolean {
    return this.#database.get('SELECT id FROM recordings WHERE id = ?', id) !== null;
  }

  /** Gives the event's clips that have no picture of the camera's own the nearest of the event's pictures. */
  linkPictures(eventId: string): void {
    this.#database.run(
      `UPDATE recordings SET camera_snapshot = (
         SELECT p.file FROM assets p WHERE p.event_id = ?1 AND p.media_type = 'jpg'
         ORDER BY abs(p.taken_at_ms - recordings.started_at_ms), p.id LIMIT 1)
       WHERE camera_snapshot IS NULL
         AND id IN (SELECT c.recording_id FROM assets c WHERE c.event_id = ?1 AND c.media_type = 'mp4')`,
      eventId,
    );
  }

  setBestShot(id: number, snapshot: MediaPath | null): void {
    this.#database.run('UPDATE recordings SET best_shot = ? WHERE id = ?', snapshot, id);
  }

  byId(id: number): Recording | null {
    const row = this.#database.get(`${SELECT} WHERE r.id = ?`, id);
    return row && toRecording(row);
  }

  find(filter: HistoryFilter): Recording[] {
    const { sql, values } = filterSql(filter);
    const page = `SELECT id, started_at_ms FROM recordings ${sql}`;
    const direction = filter.limit === undefined ? 'ASC' : 'DESC';
    return this.#database
      .all(
        `${SELECT} WHERE r.id IN (SELECT id FROM (${page})) ORDER BY r.started_at_ms ${direction}, r.id ${direction}`,
        ...values,
      )
      .map(toRecording);
  }
}

function toRecording(row: SqliteRow): Recording {
  return {
    id: row.number('id'),
    cameraId: row.number('camera_id'),
    startedAtMs: row.number('started_at_ms'),
    file: row.text('file'),
    snapshot: row.textOrNull('camera_snapshot') ?? row.textOrNull('best_shot'),
    metadata: toMetadata(row),
    analysed: row.textOrNull('state') === 'analysed',
    told: {
      durationMs: row.numberOrNull('told_duration_ms'),
      frameCount: row.numberOrNull('told_frame_count'),
      resolution: row.textOrNull('told_resolution'),
      analysed: row.flag('told_analysed'),
    },
    keep: row.flag('keep'),
  };
}
