import { type BoundingBox, boxArea, intersectionOverUnion } from './bounding-box.ts';
import { shapeFamily } from './shape-family.ts';
import { type FrameSize, isSamePlace } from './suppression.ts';
import type { Track } from './track.ts';

/** A clip of a camera, with what was in it. */
export interface SceneClip<Seen extends Track = Track> {
  readonly frame: FrameSize;
  readonly tracks: readonly Seen[];
}

/** Something that now stands where nothing stood, or that no longer stands where it stood. */
export interface SceneChange<Seen extends Track> {
  readonly kind: 'left_behind' | 'taken_away';
  /** What stands there, or the last time that it did. */
  readonly track: Seen;
}

/** A detector overlooks a parked car in one clip; in two that follow one another it hardly does. */
export const CLIPS_TO_BE_SURE = 2;

/** Of the place: what covers more of it hides it. */
const HIDES = 0.3;

/**
 * What changed about the things that stand in a camera's view. Left behind is what stands still for the whole clip where
 * the clips before showed nothing of its kind. Taken away is what stood still at one place in the clips before the last
 * one, and neither then nor now is there, nor hidden. People do not count.
 * @param earlier the same camera's clips before it, newest first
 */
export function sceneChanges<Seen extends Track>(
  clip: SceneClip<Seen>,
  earlier: readonly SceneClip<Seen>[],
): readonly SceneChange<Seen>[] {
  const before = earlier.slice(0, CLIPS_TO_BE_SURE);
  if (before.length < CLIPS_TO_BE_SURE) return [];
  const left = clip.tracks
    .filter((track) => isThing(track) && before.every((one) => isFree(track, clip.frame, one)))
    .map((track) => ({ kind: 'left_behind' as const, track }));
  const [last, ...older] = earlier;
  const stood = older.slice(0, CLIPS_TO_BE_SURE);
  const [reference, ...others] = stood;
  if (!last || !reference || stood.length < CLIPS_TO_BE_SURE) return left;
  const taken = reference.tracks
    .filter((track) => isThing(track))
    .filter((track) =>
      others.every((one) => one.tracks.some((other) => isThing(other) && isSame(track, reference, other, one))),
    )
    .filter((track) => [last, clip].every((one) => isFree(track, reference.frame, one)))
    .map((track) => ({ kind: 'taken_away' as const, track }));
  return [...left, ...taken];
}

function isThing({ shape, stationary }: Track): boolean {
  return stationary && shape !== 'person';
}

function isSame(track: Track, from: SceneClip, other: Track, to: SceneClip): boolean {
  const sameKind = shapeFamily(track.shape) === shapeFamily(other.shape);
  return sameKind && isSamePlace(track.bestShot.box, from.frame, other.bestShot.box, to.frame);
}

/** Whether nothing in the clip was at, or long in front of, the track's place. */
function isFree(track: Track, frame: FrameSize, { tracks, frame: size }: SceneClip): boolean {
  const place = scaled(track.bestShot.box, frame, size);
  return !tracks.some((other) => other.positions.some(({ box }) => covers(box, place)));
}

function covers(box: BoundingBox, place: BoundingBox): boolean {
  const width = Math.min(box.endX, place.endX) - Math.max(box.startX, place.startX);
  const height = Math.min(box.endY, place.endY) - Math.max(box.startY, place.startY);
  if (width <= 0 || height <= 0) return false;
  return width * height > HIDES * boxArea(place) || intersectionOverUnion(box, place) > HIDES;
}

function scaled(box: BoundingBox, from: FrameSize, to: FrameSize): BoundingBox {
  const [x, y] = [to.width / from.width, to.height / from.height];
  return { startX: box.startX * x, startY: box.startY * y, endX: box.endX * x, endY: box.endY * y };
}
