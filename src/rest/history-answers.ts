import type { MediaPath } from '../domain/media-path.ts';
import type { Asset, EventDetails, Recording, StoredTrack } from '../ports/history.ts';
import { identityAnswer } from './identity-answer.ts';
import { changeAnswer, objectAnswer, seenBeforeAnswer } from './object-answer.ts';
import { publicPath } from './public-address.ts';

/** The address of a file, for the caller at hand. */
export type UrlOf = (file: MediaPath) => string;

/** A row of `recordings`, as the wire contract has it; what is not known yet is null. */
export function recordingAnswer(recording: Recording, urlOf: UrlOf) {
  const { metadata, snapshot, told } = recording;
  const durationMs = metadata?.durationMs ?? told.durationMs;
  return {
    id: recording.id,
    camera: recording.cameraId,
    recording_date_time: isoTime(recording.startedAtMs),
    file_path_video: publicPath(recording.file),
    file_path_snapshot: snapshot && publicPath(snapshot),
    url_video: urlOf(recording.file),
    url_snapshot: snapshot && urlOf(snapshot),
    url_thumbnail: snapshot && urlOf(snapshot),
    duration: durationMs === null ? null : durationMs / 1000,
    nbr_frames: metadata?.frameCount ?? told.frameCount,
    resolution: metadata ? `${metadata.width}x${metadata.height}` : told.resolution,
    video_processed_by_analytics: recording.analysed || told.analysed,
    keep: recording.keep,
  };
}

/** An event with its assets and tracks. */
export function eventAnswer(event: EventDetails, urlOf: UrlOf) {
  return {
    id: event.id,
    camera: event.cameraId,
    started_at: isoTime(event.startedAtMs),
    ended_at: isoTime(event.endedAtMs),
    keep: event.keep,
    assets: event.assets.map((asset) => assetAnswer(asset, urlOf)),
    tracks: event.tracks.map((track) => trackAnswer(track, urlOf)),
    changes: event.changes.map((change) => changeAnswer(change, urlOf)),
  };
}

function assetAnswer(asset: Asset, urlOf: UrlOf) {
  return {
    id: asset.id,
    type: asset.mediaType,
    file: publicPath(asset.file),
    url: urlOf(asset.file),
    taken_at: isoTime(asset.takenAtMs),
    recording_id: asset.recordingId,
    state: asset.state,
    reason: asset.reason,
    annotated_url: asset.annotatedFrame && urlOf(asset.annotatedFrame),
    analysis: asset.analysis && {
      each_n_frames: asset.analysis.everyNthFrame,
      frames: asset.analysis.framesAnalysed,
      elapsed_ms: Math.round(asset.analysis.elapsedMs),
    },
  };
}

function trackAnswer(track: StoredTrack, urlOf: UrlOf) {
  return {
    id: track.id,
    asset: track.assetId,
    recording_id: track.recordingId,
    shape: track.shape,
    confidence: Math.round(track.confidence * 10_000) / 100,
    box: track.bestShot.box,
    frame_nbr: track.bestShot.frameNumber,
    stationary: track.stationary,
    suppressed: track.suppressed,
    suppressed_by: track.suppressedBy,
    zones: track.zones,
    snapshot: track.snapshot && publicPath(track.snapshot),
    snapshot_url: track.snapshot && urlOf(track.snapshot),
    identity: track.identity && identityAnswer(track.identity),
    face_url: track.facePicture && urlOf(track.facePicture),
    object: track.object && objectAnswer(track.object),
    seen_before: track.seenBefore && seenBeforeAnswer(track.seenBefore),
  };
}

function isoTime(ms: number): string {
  return new Date(ms).toISOString();
}
