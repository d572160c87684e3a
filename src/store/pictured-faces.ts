import type { FrameSize } from '../domain/fit-frame.ts';
import { type EarlierFace, isPictured, loneFace } from '../domain/pictured-face.ts';
import { PLACE_MEMORY_MS } from '../domain/suppression.ts';
import type { Asset } from '../ports/history.ts';
import type { SqliteDatabase } from '../runtime/sqlite-database.ts';
import { embeddingFromBytes } from './embedding-bytes.ts';
import { RejectedFaceTable } from './gallery-tables.ts';
import type { JudgedTrack } from './track-table.ts';

/** Faces of posters, which make no person: what the camera's other pictures show tells. */
export class PicturedFaces {
  readonly #database: SqliteDatabase;
  readonly #rejected: RejectedFaceTable;

  constructor(database: SqliteDatabase) {
    this.#database = database;
    this.#rejected = new RejectedFaceTable(database);
  }

  /** The same tracks; those that are a picture of a face raise nothing. */
  suppress(
    asset: Pick<Asset, 'cameraId' | 'takenAtMs'> & { readonly eventId: string },
    frame: FrameSize,
    tracks: readonly JudgedTrack[],
  ): readonly JudgedTrack[] {
    const lone = tracks.map((track) => (track.suppressedBy === null ? loneFace(track, frame) : null));
    if (lone.every((face) => face === null)) return tracks;
    const earlier = this.#earlierThan(asset);
    const notFaces = this.#rejected.all().flatMap(({ personId, embedding }) => (personId === null ? [embedding] : []));
    return tracks.map((track, index) => {
      const face = lone[index];
      return face && isPictured(face, frame, earlier, notFaces) ? { ...track, suppressedBy: 'known_place' } : track;
    });
  }

  /** Of pictures of other events of the camera, within the memory of a place. */
  #earlierThan({ cameraId, takenAtMs, eventId }: Parameters<PicturedFaces['suppress']>[0]): EarlierFace[] {
    return this.#database
      .all(
        `SELECT f.start_x, f.start_y, f.end_x, f.end_y, f.embedding, f.seen_at_ms, f.event_id, a.width, a.height
         FROM events e JOIN tracks t ON t.event_id = e.id JOIN assets a ON a.id = t.asset_id
           JOIN faces f ON f.track_id = t.id
         WHERE e.camera_id = ? AND e.started_at_ms BETWEEN ? AND ? AND e.id <> ?
           AND a.media_type = 'jpg' AND f.embedding IS NOT NULL`,
        cameraId,
        Math.round(takenAtMs - PLACE_MEMORY_MS),
        Math.round(takenAtMs + PLACE_MEMORY_MS),
        eventId,
      )
      .flatMap((row) => {
        const embedding = embeddingFromBytes(row.bytesOrNull('embedding'));
        const [startX, startY] = [row.number('start_x'), row.number('start_y')];
        const box = { startX, startY, endX: row.number('end_x'), endY: row.number('end_y') };
        const frame = { width: row.number('width'), height: row.number('height') };
        const [seenAtMs, eventId] = [row.number('seen_at_ms'), row.text('event_id')];
        return embedding === null ? [] : [{ box, frame, embedding, seenAtMs, eventId }];
      });
  }
}
