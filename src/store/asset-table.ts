import type { MediaPath } from '../domain/media-path.ts';
import type { FrameSize } from '../domain/suppression.ts';
import type { AnalysisRecord, Asset, AssetState, NewAsset } from '../ports/history.ts';
import type { SqliteDatabase } from '../runtime/sqlite-database.ts';
import { toAsset } from './asset-row.ts';

/** Where an asset belongs and what becomes of it. */
export interface AssetPlace {
  readonly cameraId: number | null;
  readonly profileId: number | null;
  readonly eventId: string | null;
  readonly recordingId: number | null;
  readonly state: AssetState;
  readonly reason: string | null;
}

/** The SQL of assets. */
export class AssetTable {
  readonly #database: SqliteDatabase;

  constructor(database: SqliteDatabase) {
    this.#database = database;
  }

  /** Writes a new asset, or puts the one of this file in its place; answers its id. */
  put(
    asset: Pick<NewAsset, 'file' | 'mediaType' | 'takenAtMs' | 'receivedAtMs' | 'sizeBytes'>,
    place: AssetPlace,
  ): number {
    const row = this.#database.get(
      `INSERT INTO assets (file, media_type, taken_at_ms, received_at_ms, size_bytes,
         camera_id, profile_id, event_id, recording_id, state, reason)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (file) DO UPDATE SET taken_at_ms = excluded.taken_at_ms, size_bytes = excluded.size_bytes,
         camera_id = excluded.camera_id, profile_id = excluded.profile_id, event_id = excluded.event_id,
         recording_id = excluded.recording_id, state = excluded.state, reason = excluded.reason
       RETURNING id`,
      asset.file,
      asset.mediaType,
      Math.round(asset.takenAtMs),
      Math.round(asset.receivedAtMs),
      asset.sizeBytes,
      place.cameraId,
      place.profileId,
      place.eventId,
      place.recordingId,
      place.state,
      place.reason,
    );
    if (!row) throw new Error(`Cannot store "${asset.file}": SQLite answered no id.`);
    return row.number('id');
  }

  markAnalysed(analysis: AnalysisRecord): void {
    const { metadata } = analysis;
    this.#database.run(
      `UPDATE assets SET state = 'analysed', reason = NULL, fps = ?, frame_count = ?, duration_ms = ?, width = ?,
         height = ?, codec = ?, every_nth_frame = ?, frames_analysed = ?, elapsed_ms = ?, annotated_frame = ?
       WHERE id = ?`,
      metadata.fps,
      metadata.frameCount,
      metadata.durationMs,
      metadata.width,
      metadata.height,
      metadata.codec,
      analysis.everyNthFrame,
      analysis.framesAnalysed,
      analysis.elapsedMs,
      analysis.annotatedFrame,
      analysis.assetId,
    );
  }

  /** Its shapes come from an outside detector. */
  markReported(id: number, frame: FrameSize): void {
    const sql =
      'UPDATE assets SET reported = 1, width = ?, height = ?, codec = ?, fps = 0, frame_count = 1, duration_ms = 0 WHERE id = ?';
    this.#database.run(sql, frame.width, frame.height, 'mjpeg', id);
  }

  byId(id: number): Asset | null {
    const row = this.#database.get('SELECT * FROM assets WHERE id = ?', id);
    return row && toAsset(row);
  }

  byFile(file: MediaPath): Asset | null {
    const row = this.#database.get('SELECT * FROM assets WHERE file = ?', file);
    return row && toAsset(row);
  }

  analysedPictures(eventId: string): { readonly asset: Asset; readonly frame: FrameSize }[] {
    return this.#database
      .all("SELECT * FROM assets WHERE event_id = ? AND media_type = 'jpg' AND state = 'analysed'", eventId)
      .map((row) => ({
        asset: toAsset(row),
        frame: { width: row.number('width'), height: row.number('height') },
      }));
  }

  /** In the order in which they were taken. */
  ofEvents(eventIds: readonly string[]): Asset[] {
    return this.#database
      .all(
        'SELECT * FROM assets WHERE event_id IN (SELECT value FROM json_each(?)) ORDER BY taken_at_ms, id',
        JSON.stringify(eventIds),
      )
      .map(toAsset);
  }
}
