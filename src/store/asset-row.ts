import { MEDIA_TYPES, type MediaMetadata, type MediaType } from '../domain/media.ts';
import { type AnalysisEffort, ASSET_STATES, type Asset, type AssetState } from '../ports/history.ts';
import type { SqliteRow } from '../runtime/sqlite-row.ts';

export function toAsset(row: SqliteRow): Asset {
  return {
    id: row.number('id'),
    file: row.text('file'),
    mediaType: toMediaType(row.text('media_type')),
    cameraId: row.numberOrNull('camera_id'),
    eventId: row.textOrNull('event_id'),
    recordingId: row.numberOrNull('recording_id'),
    profileId: row.numberOrNull('profile_id'),
    takenAtMs: row.number('taken_at_ms'),
    receivedAtMs: row.number('received_at_ms'),
    sizeBytes: row.number('size_bytes'),
    state: toState(row.text('state')),
    reason: row.textOrNull('reason'),
    analysis: toEffort(row),
    annotatedFrame: row.textOrNull('annotated_frame'),
  };
}

function toEffort(row: SqliteRow): AnalysisEffort | null {
  const everyNthFrame = row.numberOrNull('every_nth_frame');
  if (everyNthFrame === null) return null;
  return { everyNthFrame, framesAnalysed: row.number('frames_analysed'), elapsedMs: row.number('elapsed_ms') };
}

/** Null before the analysis. */
export function toMetadata(row: SqliteRow): MediaMetadata | null {
  if (row.textOrNull('codec') === null) return null;
  return {
    fps: row.number('fps'),
    frameCount: row.number('frame_count'),
    durationMs: row.number('duration_ms'),
    width: row.number('width'),
    height: row.number('height'),
    codec: row.text('codec'),
  };
}

function toMediaType(value: string): MediaType {
  const type = MEDIA_TYPES.find((known) => known === value);
  if (!type) throw new TypeError(`Cannot read an asset: unknown media type "${value}".`);
  return type;
}

function toState(value: string): AssetState {
  const state = ASSET_STATES.find((known) => known === value);
  if (!state) throw new TypeError(`Cannot read an asset: unknown state "${value}".`);
  return state;
}
