import type { MediaPath } from '../domain/media-path.ts';
import type { Asset, EventDetails, StoredTrack } from '../ports/history.ts';
import { shapeNsOf, startNsOf } from './erasure.ts';
import { integer, line } from './line.ts';

/** An analysed file's points, under a name by which later ones of the same file take their place. */
export interface AssetLines {
  readonly assetId: number;
  readonly lines: readonly string[];
}

export interface LineWords {
  readonly cameraName: string;
  /** The address of a file for whoever looks at a dashboard. */
  readonly urlOf: (file: MediaPath) => string;
  /** How many faces were found in a file. */
  readonly facesIn: (assetId: number) => number;
}

/**
 * The points of an event, a list for each of its analysed files, as the wire contract has them: a point a shape at the
 * recording's start plus the time of its frame, and one that sums the file up. InfluxDB overwrites a point of the same
 * measurement, tags and time, and two cameras see a person in the same second: so each file's points lie a few
 * microseconds apart from another's, and each shape's a nanosecond.
 */
export function eventLines(event: EventDetails, words: LineWords): readonly AssetLines[] {
  const tracks = Map.groupBy(event.tracks, (track) => track.assetId);
  return event.assets
    .filter((asset) => asset.state === 'analysed')
    .map((asset) => ({ assetId: asset.id, lines: assetLines(asset, tracks.get(asset.id) ?? [], words) }));
}

function assetLines(asset: Asset, tracks: readonly StoredTrack[], words: LineWords): string[] {
  const startNs = startNsOf(asset);
  const measurement = asset.mediaType === 'jpg' ? 'camera_shapes_detected_img' : 'camera_shapes_detected_video';
  const shapes = tracks.map((track, index) =>
    line(measurement, { shape: track.shape }, shapeFields(asset, track, words), shapeNsOf(asset, track, index)),
  );
  return [...shapes, ...summary(asset, tracks, words, startNs)];
}

function shapeFields(asset: Asset, track: StoredTrack, { cameraName, urlOf }: LineWords) {
  const { bestShot, snapshot } = track;
  return {
    confidence: Math.round(track.confidence * 10_000) / 100,
    frame_nbr: integer(bestShot.frameNumber),
    camera: cameraName,
    recording_id: asset.recordingId === null ? null : integer(asset.recordingId),
    startX: integer(bestShot.box.startX),
    startY: integer(bestShot.box.startY),
    endX: integer(bestShot.box.endX),
    endY: integer(bestShot.box.endY),
    snapshot: snapshot === null ? null : `/${snapshot}`,
    snapshot_url: snapshot === null ? null : urlOf(snapshot),
    epoch: (asset.takenAtMs + bestShot.timeMs) / 1000,
    suppressed: track.suppressed,
  };
}

function summary(
  asset: Asset,
  tracks: readonly StoredTrack[],
  { cameraName, facesIn }: LineWords,
  startNs: bigint,
): string[] {
  const counts = [...Map.groupBy(tracks, (track) => track.shape)].map(
    ([shape, ofShape]) => [`detect_${shape.replaceAll(' ', '_')}`, integer(ofShape.length)] as const,
  );
  const fields = {
    ...Object.fromEntries(counts),
    detect_face: integer(facesIn(asset.id)),
    asset_type: asset.mediaType,
    recording_path: `/${asset.file}`,
  };
  const effort = asset.analysis && {
    elapsed_ms: asset.analysis.elapsedMs,
    frames: integer(asset.analysis.framesAnalysed),
    each_n_frames: integer(asset.analysis.everyNthFrame),
  };
  const tags = { camera: cameraName };
  return [
    line('camera_analytics', tags, fields, startNs),
    ...(effort ? [line('concierge_analysis', { ...tags, asset_type: asset.mediaType }, effort, startNs)] : []),
  ];
}
