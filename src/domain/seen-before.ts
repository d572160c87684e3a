import { type Appearance, likeness } from './appearance.ts';
import type { BoundingBox } from './bounding-box.ts';
import { objectSimilarity, objectThresholds } from './object-verdict.ts';
import { shapeFamily } from './shape-family.ts';
import { type FrameSize, isSamePlace } from './suppression.ts';

/** That the same object was seen by the same camera earlier on. */
export interface SeenBefore {
  readonly eventId: string;
  readonly seenAtMs: number;
  /** 0..1; 0.5 lies at the threshold. */
  readonly similarity: number;
  /** It stands where it stood. */
  readonly samePlace: boolean;
}

/** A track with what it looks like. */
export interface ComparedTrack {
  readonly eventId: string;
  readonly seenAtMs: number;
  readonly shape: string;
  readonly appearance: Appearance;
  readonly box: BoundingBox;
  readonly frame: FrameSize;
}

/** An object is looked for in a camera's clips of this long. */
export const SEEN_BEFORE_MS = 86_400_000;

/**
 * The last time that this object was seen, or null. At the same place it need not look as alike: the same car in the
 * evening's light rather than another car in the same few pixels.
 * @param earlier of the same camera, of other events
 */
export function seenBefore(
  track: Pick<ComparedTrack, 'shape' | 'appearance' | 'box' | 'frame'>,
  earlier: readonly ComparedTrack[],
): SeenBefore | null {
  const { known, unsure } = objectThresholds(track.shape);
  const same = earlier
    .filter(({ shape }) => shapeFamily(shape) === shapeFamily(track.shape))
    .map((other) => ({
      ...other,
      like: likeness(other.appearance, track.appearance),
      samePlace: isSamePlace(track.box, track.frame, other.box, other.frame),
    }))
    .filter(({ like, samePlace }) => like >= (samePlace ? unsure : known))
    .sort((a, b) => b.seenAtMs - a.seenAtMs);
  const [last] = same;
  if (!last) return null;
  const { eventId, seenAtMs, samePlace, like } = last;
  return { eventId, seenAtMs, samePlace, similarity: objectSimilarity(like, track.shape) };
}
