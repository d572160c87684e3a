import { type BoundingBox, boxArea, centreDistance, intersectionOverUnion } from '../domain/bounding-box.ts';
import type { TrackPosition } from '../domain/track.ts';

/** The clip's samples, whether or not anything was in them. */
export interface ClipSpan {
  readonly sampleTimesMs: readonly number[];
}

const MIN_SAMPLES = 3;
const MIN_SPAN_MS = 2000;
/** Of the clip's length: so late may it be seen first, and so early last. */
const END_TOLERANCE = 0.15;
const MIN_PRESENCE = 0.7;
/** Of the samples: a passer-by may hide or shift the box in the others. */
const STEADY_SHARE = 0.9;
const MIN_IOU = 0.55;
/** Of the square root of the box's area. */
const MAX_MOVE = 0.25;
/** The wire contract's limit, whatever the size. */
const MAX_MOVE_PX = 50;

/** Whether an object stood at its place for the whole clip. A man who walks in and then stands is not such an object. */
export function isStationary(positions: readonly TrackPosition[], clip: ClipSpan): boolean {
  return coversClip(positions, clip) && staysPut(positions);
}

function coversClip(positions: readonly TrackPosition[], { sampleTimesMs }: ClipSpan): boolean {
  const start = sampleTimesMs[0] ?? 0;
  const end = sampleTimesMs.at(-1) ?? 0;
  const from = positions[0]?.timeMs ?? 0;
  const to = positions.at(-1)?.timeMs ?? 0;
  const tolerance = END_TOLERANCE * (end - start);
  return (
    positions.length >= MIN_SAMPLES &&
    to - from >= MIN_SPAN_MS &&
    from - start <= tolerance &&
    end - to <= tolerance &&
    positions.length >= MIN_PRESENCE * sampleTimesMs.length
  );
}

/** Whether nearly all boxes lie on their median, and their place at the end is that of the start. */
export function staysPut(positions: readonly TrackPosition[]): boolean {
  const home = medianBox(positions);
  const reach = Math.min(MAX_MOVE_PX, MAX_MOVE * Math.sqrt(boxArea(home)));
  const steady = positions.filter(
    ({ box }) => centreDistance(box, home) <= reach && intersectionOverUnion(box, home) >= MIN_IOU,
  );
  if (steady.length < STEADY_SHARE * positions.length) return false;
  const third = Math.ceil(positions.length / 3);
  const drift = centreDistance(medianBox(positions.slice(0, third)), medianBox(positions.slice(-third)));
  return drift <= reach / 2;
}

export function medianBox(positions: readonly TrackPosition[]): BoundingBox {
  return {
    startX: median(positions.map(({ box }) => box.startX)),
    startY: median(positions.map(({ box }) => box.startY)),
    endX: median(positions.map(({ box }) => box.endX)),
    endY: median(positions.map(({ box }) => box.endY)),
  };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}
