import { PLACE_MEMORY_MS, type StationaryPlace, SUPPRESSIONS, type Suppression } from '../domain/suppression.ts';
import type { AnalysedTrack } from '../domain/track.ts';
import type { ZoneName } from '../domain/zone.ts';
import type { Asset, StoredTrack } from '../ports/history.ts';
import type { RecordingTracks } from '../ports/recording-tracks.ts';
import type { SqliteDatabase } from '../runtime/sqlite-database.ts';
import type { SqliteRow } from '../runtime/sqlite-row.ts';
import { identityFromJson } from './identity-json.ts';
import { seenBeforeFromJson, verdictFromJson } from './object-json.ts';
import { positionsFromJson, positionsToJson } from './position-json.ts';

/** More places than a camera has, however often each was seen. */
const MAX_PLACES = 2_000;

const SELECT = `
  SELECT t.*, (SELECT f.picture FROM faces f WHERE f.track_id = t.id AND f.picture IS NOT NULL
    ORDER BY f.fault IS NOT NULL, f.quality DESC LIMIT 1) AS face_picture
  FROM tracks t`;

export type JudgedTrack = AnalysedTrack & Pick<StoredTrack, 'suppressedBy' | 'zones'>;

type TrackedAsset = Pick<Asset, 'id' | 'eventId' | 'recordingId' | 'cameraId' | 'takenAtMs'>;

/** The SQL of tracks. */
export class TrackTable implements RecordingTracks {
  readonly #database: SqliteDatabase;

  constructor(database: SqliteDatabase) {
    this.#database = database;
  }

  /** Answers the tracks' ids. @param foundAtMs when we learnt of them, by our own clock */
  add(asset: TrackedAsset, tracks: readonly JudgedTrack[], foundAtMs: number): readonly number[] {
    return tracks.map((track) => this.#insert(asset, track, foundAtMs));
  }

  /** Of all tracks of the asset only these stay. */
  keepOnly(assetId: number, ids: readonly number[]): void {
    const sql = 'DELETE FROM tracks WHERE asset_id = ? AND id NOT IN (SELECT value FROM json_each(?))';
    this.#database.run(sql, assetId, JSON.stringify(ids));
  }

  /** In order of their assets, then as they were stored. */
  ofEvents(eventIds: readonly string[]): StoredTrack[] {
    return this.#database
      .all(
        `${SELECT} WHERE event_id IN (SELECT value FROM json_each(?)) ORDER BY asset_id, id`,
        JSON.stringify(eventIds),
      )
      .map(toStoredTrack);
  }

  ofAsset(assetId: number): StoredTrack[] {
    return this.#database.all(`${SELECT} WHERE asset_id = ? ORDER BY id`, assetId).map(toStoredTrack);
  }

  ofRecording(recordingId: number): StoredTrack[] {
    return this.#database
      .all(`${SELECT} WHERE recording_id = ? ORDER BY best_frame, id`, recordingId)
      .map(toStoredTrack);
  }

  suppress(id: number, by: Suppression): void {
    this.#database.run('UPDATE tracks SET suppressed = 1, suppressed_by = ? WHERE id = ?', by, id);
  }

  /**
   * Where shapes stood still in other assets of the same camera, within the memory of a place, newest first. Later
   * ones count, too: clips are not analysed in their order.
   */
  placesAround(asset: Pick<Asset, 'id' | 'cameraId' | 'takenAtMs'>): StationaryPlace[] {
    return this.#database
      .all(
        `SELECT t.shape, t.event_id, t.seen_at_ms, t.start_x, t.start_y, t.end_x, t.end_y, a.width, a.height
         FROM tracks t JOIN assets a ON a.id = t.asset_id
         WHERE t.stationary = 1 AND t.camera_id = ? AND t.seen_at_ms BETWEEN ? AND ? AND t.asset_id <> ?
         ORDER BY t.seen_at_ms DESC LIMIT ${MAX_PLACES}`,
        asset.cameraId,
        asset.takenAtMs - PLACE_MEMORY_MS,
        asset.takenAtMs + PLACE_MEMORY_MS,
        asset.id,
      )
      .map((row) => ({
        shape: row.text('shape'),
        eventId: row.text('event_id'),
        seenAtMs: row.number('seen_at_ms'),
        box: toBox(row),
        frame: { width: row.number('width'), height: row.number('height') },
      }));
  }

  #insert(asset: TrackedAsset, track: JudgedTrack, foundAtMs: number): number {
    const { bestShot } = track;
    return this.#database.run(
      `INSERT INTO tracks (asset_id, event_id, recording_id, camera_id, shape, confidence, stationary, suppressed,
         seen_at_ms, best_frame, best_time_ms, best_confidence, start_x, start_y, end_x, end_y, snapshot, positions,
         suppressed_by, zones, found_at_ms)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      asset.id,
      asset.eventId,
      asset.recordingId,
      asset.cameraId,
      track.shape,
      track.confidence,
      track.stationary ? 1 : 0,
      track.suppressedBy === null ? 0 : 1,
      Math.round(asset.takenAtMs + bestShot.timeMs),
      bestShot.frameNumber,
      bestShot.timeMs,
      bestShot.confidence,
      bestShot.box.startX,
      bestShot.box.startY,
      bestShot.box.endX,
      bestShot.box.endY,
      track.snapshot,
      positionsToJson(track.positions),
      track.suppressedBy,
      JSON.stringify(track.zones),
      Math.round(foundAtMs),
    ).lastId;
  }
}

function toBox(row: SqliteRow): StoredTrack['bestShot']['box'] {
  return {
    startX: row.number('start_x'),
    startY: row.number('start_y'),
    endX: row.number('end_x'),
    endY: row.number('end_y'),
  };
}

function toStoredTrack(row: SqliteRow): StoredTrack {
  const identity = row.textOrNull('identity');
  const object = row.textOrNull('object');
  const seenBefore = row.textOrNull('seen_before');
  return {
    id: row.number('id'),
    assetId: row.number('asset_id'),
    eventId: row.text('event_id'),
    recordingId: row.numberOrNull('recording_id'),
    shape: row.text('shape'),
    confidence: row.number('confidence'),
    stationary: row.flag('stationary'),
    suppressed: row.flag('suppressed'),
    suppressedBy: SUPPRESSIONS.find((known) => known === row.textOrNull('suppressed_by')) ?? null,
    zones: zonesFromJson(row.text('zones')),
    bestShot: {
      frameNumber: row.number('best_frame'),
      timeMs: row.number('best_time_ms'),
      box: toBox(row),
      confidence: row.number('best_confidence'),
    },
    positions: positionsFromJson(row.text('positions')),
    snapshot: row.textOrNull('snapshot'),
    identity: identity === null ? null : identityFromJson(identity),
    facePicture: row.textOrNull('face_picture'),
    object: object === null ? null : verdictFromJson(object),
    seenBefore: seenBefore === null ? null : seenBeforeFromJson(seenBefore),
  };
}

/** As `#insert` wrote them. */
function zonesFromJson(json: string): ZoneName[] {
  return JSON.parse(json);
}
