import { intersectionOverUnion } from './bounding-box.ts';
import type { Track } from './track.ts';

/** Frames of two analyses that are this near in time show the same. */
const SAME_MOMENT_MS = 400;
const LEAST_OVERLAP = 0.3;

/** Two tracks of the same file, of two analyses: how much their boxes overlap where both were seen, 0..1. */
function overlap(a: Track, b: Track): number {
  let sum = 0;
  let shared = 0;
  for (const { timeMs, box } of a.positions) {
    const other = b.positions.reduce((best, one) =>
      Math.abs(one.timeMs - timeMs) < Math.abs(best.timeMs - timeMs) ? one : best,
    );
    if (Math.abs(other.timeMs - timeMs) > SAME_MOMENT_MS) continue;
    shared++;
    sum += intersectionOverUnion(box, other.box);
  }
  return shared === 0 ? 0 : sum / shared;
}

/** The index of the track that is the same object as `track` in an earlier analysis of the file; null: it was not found. */
export function sameObject(track: Track, candidates: readonly Track[]): number | null {
  const overlaps = candidates.map((one) => (one.shape === track.shape ? overlap(track, one) : 0));
  const best = Math.max(0, ...overlaps);
  return best >= LEAST_OVERLAP ? overlaps.indexOf(best) : null;
}
