import type { Appearance } from './appearance.ts';
import type { BoundingBox } from './bounding-box.ts';
import type { Face } from './face.ts';
import type { MediaPath } from './media-path.ts';

/** Where a track was in one analysed frame. */
export interface TrackPosition {
  readonly frameNumber: number;
  readonly timeMs: number;
  readonly box: BoundingBox;
  /** 0..1 */
  readonly confidence: number;
}

/** One object over the frames of a clip; of a picture, one detection. */
export interface Track {
  readonly shape: string;
  /** Of the best shot, 0..1. */
  readonly confidence: number;
  /** It stayed where it was for the whole clip: reported, but it raises nothing. */
  readonly stationary: boolean;
  /** The largest, sharpest and most confident view: what a snapshot shows and a caller is told. */
  readonly bestShot: TrackPosition;
  /** In order of frames; never empty. */
  readonly positions: readonly TrackPosition[];
}

/** A track whose best shot was cut out of its frame and written to disk. */
export interface AnalysedTrack extends Track {
  /** Path of the crop under ROOT_DIR, or null when no snapshots were asked for. */
  readonly snapshot: MediaPath | null;
  /** A person's, best first, at most MAX_TRACK_FACES; empty when none were asked for or found. */
  readonly faces: readonly Face[];
  /** What it looks like; null or missing when nobody asked, or it is a person, or too small. */
  readonly appearance?: Appearance | null;
}
