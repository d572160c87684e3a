import type { SceneClip } from '../domain/scene-changes.ts';
import { SEEN_BEFORE_MS } from '../domain/seen-before.ts';
import type { Asset, StoredTrack } from '../ports/history.ts';
import type { SqliteDatabase } from '../runtime/sqlite-database.ts';
import type { TrackTable } from './track-table.ts';

/** The SQL of a camera's clips around one of them. */
export class SceneClips {
  readonly #database: SqliteDatabase;
  readonly #tracks: Pick<TrackTable, 'ofAsset'>;

  constructor(database: SqliteDatabase, tracks: Pick<TrackTable, 'ofAsset'>) {
    this.#database = database;
    this.#tracks = tracks;
  }

  /** The last clips before it, newest first, with what was in them. */
  before({ cameraId, takenAtMs }: Pick<Asset, 'cameraId' | 'takenAtMs'>, limit: number): SceneClip<StoredTrack>[] {
    const rows = this.#database.all(
      `SELECT id, width, height FROM assets
       WHERE camera_id = ? AND media_type = 'mp4' AND state = 'analysed' AND taken_at_ms < ? AND taken_at_ms >= ?
       ORDER BY taken_at_ms DESC LIMIT ?`,
      cameraId,
      takenAtMs,
      takenAtMs - SEEN_BEFORE_MS,
      limit,
    );
    return rows.map((row) => ({
      frame: { width: row.number('width'), height: row.number('height') },
      tracks: this.#tracks.ofAsset(row.number('id')),
    }));
  }

  /** Whether a later one has been analysed: then what it shows is how the scene is now. */
  isOvertaken({ cameraId, takenAtMs }: Pick<Asset, 'cameraId' | 'takenAtMs'>): boolean {
    const sql = `SELECT 1 FROM assets
      WHERE camera_id = ? AND media_type = 'mp4' AND state = 'analysed' AND taken_at_ms > ? LIMIT 1`;
    return this.#database.get(sql, cameraId, takenAtMs) !== null;
  }
}
