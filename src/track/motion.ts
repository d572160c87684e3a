import { type BoundingBox, boxCentre, centreDistance, intersectionOverUnion } from '../domain/bounding-box.ts';

/** Pixels per millisecond. */
export interface Velocity {
  readonly x: number;
  readonly y: number;
}

export interface FrameSize {
  readonly width: number;
  readonly height: number;
}

/** Beyond this an object is not believed to go on as it went. */
const EXTRAPOLATION_MS = 1000;

/** Where the box is after `afterMs` (negative: was before) at this velocity, its size unchanged. */
export function extrapolate(box: BoundingBox, velocity: Velocity, afterMs: number): BoundingBox {
  const ms = Math.max(-EXTRAPOLATION_MS, Math.min(EXTRAPOLATION_MS, afterMs));
  const x = velocity.x * ms;
  const y = velocity.y * ms;
  return { startX: box.startX + x, startY: box.startY + y, endX: box.endX + x, endY: box.endY + y };
}

export function velocityBetween(from: BoundingBox, to: BoundingBox, afterMs: number): Velocity {
  const a = boxCentre(from);
  const b = boxCentre(to);
  return { x: (b.x - a.x) / afterMs, y: (b.y - a.y) / afterMs };
}

function diagonal(box: BoundingBox): number {
  return Math.hypot(box.endX - box.startX, box.endY - box.startY);
}

/** Whether the box reaches the frame's border, i.e. the object may be cut by it. */
export function touchesEdge(box: BoundingBox, frame: FrameSize): boolean {
  const x = Math.max(2, frame.width * 0.004);
  const y = Math.max(2, frame.height * 0.004);
  return box.startX <= x || box.startY <= y || box.endX >= frame.width - x || box.endY >= frame.height - y;
}

/**
 * How unlike the expected box the found one is; 0 = the same, Infinity = not the same object.
 * At a few frames a second people walk out of their own boxes, so that overlap alone says nothing: distance is measured
 * in diagonals of the box, which takes near and far objects alike.
 * @param reach how many diagonals the centre may be off
 * @param resized whether the sizes may differ more than by approach, because the frame cuts one of the boxes
 */
export function mismatch(expected: BoundingBox, found: BoundingBox, reach: number, resized: boolean): number {
  const size = (diagonal(expected) + diagonal(found)) / 2;
  const distance = centreDistance(expected, found) / size;
  const taller = Math.abs(Math.log((found.endY - found.startY) / (expected.endY - expected.startY)));
  const wider = Math.abs(Math.log((found.endX - found.startX) / (expected.endX - expected.startX)));
  if (distance > reach || taller > (resized ? 1.4 : 0.7) || wider > 1.4) return Number.POSITIVE_INFINITY;
  const overlap = intersectionOverUnion(expected, found);
  return distance + 0.5 * (1 - overlap) + (resized ? 0.3 : 0.6) * taller + 0.25 * wider;
}

/** Whether the centre of the box lies beyond the frame's border, i.e. most of the object is out of sight. */
export function isOutside(box: BoundingBox, frame: FrameSize): boolean {
  const { x, y } = boxCentre(box);
  return x < 0 || y < 0 || x > frame.width || y > frame.height;
}
