import type { MediaPath } from '../../domain/media-path.ts';

/** How a camera is, as its card shows it. */
export interface CameraGlance {
  readonly cameraId: number;
  /** Its last upload; null when there was none. */
  readonly lastReceivedAtMs: number | null;
  /** What is newest of it to look at. */
  readonly picture: MediaPath | null;
  /** A whole frame with nothing drawn in, to draw zones on; null when it sends clips alone. */
  readonly frame: MediaPath | null;
  /** By how much its clock is ahead of ours, when that is enough to see to; negative: behind. */
  readonly clockAheadMs: number | null;
  /** Clips that wait for their analysis. */
  readonly clipsWaiting: number;
}
