import { type BoundingBox, intersectionOverUnion } from './bounding-box.ts';
import type { Track } from './track.ts';

/** Width and height of the frame in whose pixels a box is. */
export interface FrameSize {
  readonly width: number;
  readonly height: number;
}

/**
 * Why a track raises nothing: it stood still in its clip; it was where such shapes stand still in other clips; it was
 * in masks of its camera all the time.
 */
export const SUPPRESSIONS = ['stationary', 'known_place', 'mask'] as const;
export type Suppression = (typeof SUPPRESSIONS)[number];

/** Where a shape stood still for a whole clip. */
export interface StationaryPlace {
  readonly shape: string;
  readonly box: BoundingBox;
  readonly frame: FrameSize;
  readonly eventId: string;
  readonly seenAtMs: number;
}

/** A place is remembered for this long after it was last seen there: a night's parking and the next evening's. */
export const PLACE_MEMORY_MS = 86_400_000;

/** Intersection over union from which two boxes are the same place. */
const SAME_PLACE_OVERLAP = 0.6;

/**
 * Earlier events that must have seen a person standing still at a place before people there are suppressed: one is a
 * delivery man who waited, more are a statue or a coat on a hook.
 */
const PERSON_PLACE_EVENTS = 2;

/**
 * Of an asset's tracks, in their order, why they raise nothing, or null when they do. Nothing raise those that stood still in their clip, and those that were
 * all the time where one of the same shape stood still in another clip. A person who stands still counts, unless
 * earlier events show that the place is known for it: better one message too many than a visitor missed.
 * @param frame size of the frames of this asset; boxes are compared relative to their frames, as a camera's pictures
 *   are often larger than its clips
 * @param places of the same camera, from other assets than this one
 * @param eventId the asset's event: its picture and its clip show the same people once
 */
export function suppressTracks(
  tracks: readonly Track[],
  frame: FrameSize,
  places: readonly StationaryPlace[],
  eventId: string,
): readonly (Suppression | null)[] {
  return tracks.map((track) => {
    const here = places.filter((place) => place.shape === track.shape && stayedAt(track, frame, place));
    if (track.shape !== 'person') return track.stationary ? 'stationary' : here.length > 0 ? 'known_place' : null;
    const others = new Set(here.map((place) => place.eventId));
    others.delete(eventId);
    return others.size >= PERSON_PLACE_EVENTS ? 'known_place' : null;
  });
}

/** Whether the track was at the place when it was first, last and best seen: a car that drives in or out was not. */
function stayedAt(track: Track, frame: FrameSize, place: StationaryPlace): boolean {
  return [track.positions[0], track.positions.at(-1), track.bestShot].every(
    (position) => position !== undefined && isSamePlace(position.box, frame, place.box, place.frame),
  );
}

/** Whether two boxes of frames of different sizes cover the same part of the view. */
export function isSamePlace(a: BoundingBox, aFrame: FrameSize, b: BoundingBox, bFrame: FrameSize): boolean {
  return intersectionOverUnion(relative(a, aFrame), relative(b, bFrame)) >= SAME_PLACE_OVERLAP;
}

/** The box in parts of its frame, 0..1. */
function relative(box: BoundingBox, frame: FrameSize): BoundingBox {
  return {
    startX: box.startX / frame.width,
    startY: box.startY / frame.height,
    endX: box.endX / frame.width,
    endY: box.endY / frame.height,
  };
}
