import type { Candidates } from './candidates.ts';

/** Beyond this many a frame is noise, and comparing each with each would take long. */
const MOST_CANDIDATES = 400;

/**
 * Greedy non-maximum suppression within each class: a box stays unless a better one of its class overlaps it by more
 * than the limit.
 * @param overlapLimit intersection over union, 0..1
 * @returns indices of those that stay, best first; of equal ones the one added first
 */
export function suppressOverlaps(candidates: Candidates, overlapLimit: number): number[] {
  const { scores, classes } = candidates;
  const order = Array.from({ length: candidates.count }, (_, index) => index);
  order.sort((a, b) => at(scores, b) - at(scores, a) || a - b);
  if (order.length > MOST_CANDIDATES) order.length = MOST_CANDIDATES;
  const kept: number[] = [];
  for (const index of order) {
    const rival = (other: number) =>
      classes[other] === classes[index] && overlap(candidates.boxes, 4 * other, 4 * index) > overlapLimit;
    if (!kept.some(rival)) kept.push(index);
  }
  return kept;
}

function overlap(boxes: Float32Array, a: number, b: number): number {
  const width = Math.min(at(boxes, a + 2), at(boxes, b + 2)) - Math.max(at(boxes, a), at(boxes, b));
  const height = Math.min(at(boxes, a + 3), at(boxes, b + 3)) - Math.max(at(boxes, a + 1), at(boxes, b + 1));
  if (width <= 0 || height <= 0) return 0;
  const shared = width * height;
  return shared / (area(boxes, a) + area(boxes, b) - shared);
}

function area(boxes: Float32Array, from: number): number {
  return (at(boxes, from + 2) - at(boxes, from)) * (at(boxes, from + 3) - at(boxes, from + 1));
}

function at(values: Float32Array, index: number): number {
  return values[index] ?? 0;
}
