import type { BoundingBox } from '../domain/bounding-box.ts';
import type { MediaPath } from '../domain/media-path.ts';

/** A track without the way it went: what callers ask for by the thousand. */
export interface Sighting {
  /** Null when it is known by its name alone. */
  readonly cameraId: number | null;
  /** As it was called then; null: it is known by its id. */
  readonly cameraName: string | null;
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
}

export interface SightingSpan {
  /** Null = any. */
  readonly shape: string | null;
  /** By the camera's clock, both inclusive. */
  readonly fromMs: number;
  readonly toMs: number;
}

/** What was seen of late, for those who ask by shape rather than by event. */
export interface LatestSightings {
  /** The latest that raised something and was learnt of after then, by our clock; null = any camera, any shape. */
  latest(cameraId: number | null, shape: string | null, foundAfterMs: number): Sighting | null;
  /** The pictures of the latest that raised something, newest first. */
  pictures(shape: string | null, limit: number): readonly MediaPath[];
}

/** What was seen in clips, the suppressed ones included. */
export interface PastSightings {
  /** In order of frames, the most confident of one first. */
  ofRecording(recordingId: number): Promise<readonly Sighting[]>;
  /** In order of time; of more than `limit` the newest. */
  inClips(span: SightingSpan, limit: number): Promise<readonly Sighting[]>;
  /** The recordings of those, in order of their ids. */
  recordingIds(span: SightingSpan): Promise<readonly number[]>;
}
