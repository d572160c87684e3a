import { boxArea } from '../domain/bounding-box.ts';
import type { Detection } from '../domain/detection.ts';
import { type FrameSize, touchesEdge } from './motion.ts';

/** A cut object shows less than its box promises. */
const CUT_BY_EDGE = 0.4;
/** Variance of the Laplacian at which a view counts as half sharp. */
const HALF_SHARP = 150;

/**
 * How good a view is without its sharpness, which can lower it by at most 0.6: the height of the object counts
 * linearly, so that a small gain in size does not outweigh a doubtful detection.
 */
export function viewScore(detection: Detection, frame: FrameSize): number {
  const size = Math.sqrt(boxArea(detection.box));
  return size * detection.confidence ** 2 * (touchesEdge(detection.box, frame) ? CUT_BY_EDGE : 1);
}

/** @param variance of the Laplacian of luma in the box, 0 or more */
export function sharpnessFactor(variance: number): number {
  return 0.6 + 0.4 * (variance / (variance + HALF_SHARP));
}
