import type { Camera, ConfigDocument } from '../../src/domain/config-records.ts';
import type { Identity } from '../../src/domain/identity.ts';
import type { ObjectVerdict } from '../../src/domain/object-verdict.ts';
import type { Asset, EventDetails, StoredTrack } from '../../src/ports/history.ts';

export const FRONT_UUID = '3f2a9100-0000-4000-8000-000000000001';
export const BACK_UUID = '3f2a9100-0000-4000-8000-000000000002';

export function camera(id: number, uuid: string, name: string): Camera {
  return {
    id,
    uuid,
    name,
    brand: 1,
    host: '',
    user: '',
    password: '',
    analytics_profile: 1,
    timezone: '',
    snapshot_url: '',
    live_url_hd: '',
    live_url_sd: '',
    state: 'OK',
    analytics_enabled: true,
    zones: [],
  };
}

export function configWith(cameras: Camera[], shapes = ['person', 'car', 'traffic light']): ConfigDocument {
  return {
    version: 1,
    camera_brands: [{ id: 1, name: 'Reolink', description: '' }],
    camera_types: [{ id: 1, name: 'RLC-410', description: '', brand: 1 }],
    cameras,
    camera_listeners: [],
    analytics_profiles: [
      {
        id: 1,
        name: 'Default',
        shapes: shapes.map((_, index) => index + 1),
        min_nbr_video_frames_skipped: 5,
        max_nbr_video_frames_skipped: 60,
        confidence_level: 70,
        face_recognition: false,
        image_comparison: false,
      },
    ],
    analytics_shapes: shapes.map((shape, index) => ({ id: index + 1, shape, description: '' })),
    known_objects: [],
    people: [],
  };
}

export interface SampleAsset {
  readonly id: number;
  readonly atMs: number;
  readonly mediaType?: 'jpg' | 'mp4';
  readonly file?: string;
  /** Confidence by track: shape and 0..1. */
  readonly tracks: readonly (readonly [shape: string, confidence: number])[];
  readonly suppressed?: boolean;
  readonly annotatedFrame?: string | null;
  /** Of all its tracks. */
  readonly identity?: Identity;
  /** Of all its tracks. */
  readonly object?: ObjectVerdict;
}

export function event(id: string, cameraId: number, samples: readonly SampleAsset[]): EventDetails {
  const times = samples.map(({ atMs }) => atMs);
  return {
    id,
    cameraId,
    startedAtMs: Math.min(...times),
    endedAtMs: Math.max(...times),
    keep: false,
    assets: samples.map((sample) => asset(sample, id, cameraId)),
    tracks: samples.flatMap((sample) => sample.tracks.map((_, index) => track(sample, index, id))),
    changes: [],
  };
}

function asset(
  { id, atMs, mediaType = 'jpg', file = `front/${id}.${mediaType}`, annotatedFrame = null }: SampleAsset,
  eventId: string,
  cameraId: number,
): Asset {
  return {
    id,
    file,
    mediaType,
    cameraId,
    eventId,
    recordingId: null,
    profileId: null,
    takenAtMs: atMs,
    receivedAtMs: atMs,
    sizeBytes: 1000,
    state: 'analysed',
    reason: null,
    analysis: null,
    annotatedFrame,
  };
}

function track(sample: SampleAsset, index: number, eventId: string): StoredTrack {
  const [shape, confidence] = sample.tracks[index] ?? ['person', 0.9];
  const position = { frameNumber: 0, timeMs: 0, box: { startX: 0, startY: 0, endX: 10, endY: 10 }, confidence };
  return {
    id: sample.id * 100 + index,
    assetId: sample.id,
    eventId,
    recordingId: null,
    suppressed: sample.suppressed ?? false,
    suppressedBy: sample.suppressed ? 'stationary' : null,
    zones: [],
    shape,
    confidence,
    stationary: false,
    bestShot: position,
    positions: [position],
    snapshot: `concierge-snapshots/Front door/${sample.id}_${shape}${index}.jpg`,
    identity: sample.identity ?? null,
    object: sample.object ?? null,
    seenBefore: null,
    facePicture: sample.identity ? `concierge-snapshots/Front door/${sample.id}_face.jpg` : null,
  };
}
