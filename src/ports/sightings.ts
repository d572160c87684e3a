import type { BoundingBox } from '../domain/bounding-box.ts';
import type { MediaPath } from '../domain/media-path.ts';

/** A track without the way it went: what callers ask for by the thousand. */
export interface Sighting {
  readonly cameraId: number;
  readonly recordingId: number | null;
  readonly shape: string;
  /** 0..1 */
  readonly confidence: number;
  /** Of its best shot. */
  readonly frameNumber: number;
  readonly box: BoundingBox;
  readonly snapshot: MediaPath | null;
  /** By the camera's clock. */
  readonly seenAtMs: number;
  /** When we learnt of it, by ours. */
  readonly foundAtMs: number;
}

export interface SightingSpan {
  /** Null = any. */
  readonly shape: string | null;
  /** By the camera's clock, both inclusive. */
  readonly fromMs: number;
  readonly toMs: number;
}

/** What was seen, for those who ask by shape rather than by event. */
export interface Sightings {
  /** The latest that raised something and was learnt of after then; null = any camera, any shape. */
  latest(cameraId: number | null, shape: string | null, foundAfterMs: number): Sighting | null;
  /** The pictures of the latest that raised something, newest first. */
  pictures(shape: string | null, limit: number): readonly MediaPath[];
  ofRecording(recordingId: number): readonly Sighting[];
  /** Those in clips, the suppressed ones included, in order of time; of more than `limit` the newest. */
  inClips(span: SightingSpan, limit: number): readonly Sighting[];
  /** The recordings of those, in order of their ids. */
  recordingIds(span: SightingSpan): readonly number[];
}
