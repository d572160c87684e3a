import { intersectionOverUnion } from '../domain/bounding-box.ts';
import { extrapolate, type FrameSize, mismatch, touchesEdge } from './motion.ts';
import type { OpenTrack, Sighting } from './open-track.ts';
import { medianBox, staysPut } from './stationary.ts';

/** So long may an object be hidden and still be taken for the same. */
const MAX_GAP_MS = 4000;
const SAME_PLACE_IOU = 0.5;

/** Joins tracks that are one object: doubles, and pieces of which one begins where another ended. */
export function joinTracks<Shot>(tracks: readonly OpenTrack<Shot>[], frame: FrameSize): OpenTrack<Shot>[] {
  const joined = [...tracks];
  for (;;) {
    let best: { keep: OpenTrack<Shot>; drop: OpenTrack<Shot>; cost: number } | null = null;
    for (const keep of joined) {
      for (const drop of joined) {
        if (keep === drop || keep.family !== drop.family || keep.first.timeMs > drop.first.timeMs) continue;
        const cost = Math.min(doubleCost(keep, drop), pieceCost(keep, drop, frame));
        if (cost < (best?.cost ?? Number.POSITIVE_INFINITY)) best = { keep, drop, cost };
      }
    }
    if (!best) return joined;
    best.keep.absorb(best.drop);
    joined.splice(joined.indexOf(best.drop), 1);
  }
}

/** 0 when both are the same object seen at the same place, else Infinity. */
function doubleCost<Shot>(a: OpenTrack<Shot>, b: OpenTrack<Shot>): number {
  const shorter = Math.min(a.sightings.length, b.sightings.length);
  const shared = sharedFrames(a.sightings, b.sightings);
  const agreeing = shared.filter(([one, other]) => intersectionOverUnion(one.box, other.box) >= SAME_PLACE_IOU);
  if (shared.length > 0) return agreeing.length >= Math.max(2, 0.7 * shorter) ? 0 : Number.POSITIVE_INFINITY;
  // Never seen together, both standing at the same place: what hid it may have stayed for long.
  const standing = a.sightings.length >= 2 && b.sightings.length >= 2 && staysPut(a.sightings) && staysPut(b.sightings);
  const overlap = standing ? intersectionOverUnion(medianBox(a.sightings), medianBox(b.sightings)) : 0;
  return overlap >= SAME_PLACE_IOU ? 0 : Number.POSITIVE_INFINITY;
}

function sharedFrames(a: readonly Sighting[], b: readonly Sighting[]): [Sighting, Sighting][] {
  const byFrame = new Map(a.map((sighting) => [sighting.frameNumber, sighting]));
  return b.flatMap((other): [Sighting, Sighting][] => {
    const one = byFrame.get(other.frameNumber);
    return one ? [[one, other]] : [];
  });
}

/** How badly `later` continues `earlier`, both extrapolated over the gap; Infinity when it does not. */
function pieceCost<Shot>(earlier: OpenTrack<Shot>, later: OpenTrack<Shot>, frame: FrameSize): number {
  const gapMs = later.first.timeMs - earlier.last.timeMs;
  if (gapMs <= 0 || gapMs > MAX_GAP_MS) return Number.POSITIVE_INFINITY;
  if (leavesFrame(earlier, frame) || entersFrame(later, frame)) return Number.POSITIVE_INFINITY;
  const reach = Math.min(1.5, 0.4 + 0.5 * (gapMs / 1000));
  const forwards = mismatch(earlier.expectedAt(later.first.timeMs), later.first.box, reach, false);
  const backwards = mismatch(extrapolate(later.first.box, later.velocity, -gapMs), earlier.last.box, reach, false);
  const stood = mismatch(earlier.last.box, later.first.box, 0.5, false);
  return Math.min(stood, (forwards + backwards) / 2);
}

/** It ended at the border and was on its way out. */
function leavesFrame<Shot>(track: OpenTrack<Shot>, frame: FrameSize): boolean {
  return touchesEdge(track.last.box, frame) && !staysPut(track.sightings);
}

function entersFrame<Shot>(track: OpenTrack<Shot>, frame: FrameSize): boolean {
  return touchesEdge(track.first.box, frame) && !staysPut(track.sightings);
}
