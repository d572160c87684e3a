import { type BoundingBox, boxArea, intersectionOverUnion } from '../domain/bounding-box.ts';
import type { Detection } from '../domain/detection.ts';
import { shapeFamily } from '../domain/shape-family.ts';

const SAME_OBJECT_IOU = 0.6;
const INSIDE = 0.9;
/** A box inside another is a part of it (a torso) when the detector is this much less sure of it. */
const PART_CONFIDENCE_RATIO = 0.8;

/** One detection an object: without doubles, classes of one family at the same place, and parts of a found object. */
export function pruneDetections(detections: readonly Detection[]): Detection[] {
  const kept: Detection[] = [];
  for (const candidate of [...detections].sort((a, b) => b.confidence - a.confidence)) {
    if (boxArea(candidate.box) > 0 && !kept.some((other) => repeats(candidate, other))) kept.push(candidate);
  }
  return kept;
}

function repeats(candidate: Detection, other: Detection): boolean {
  if (shapeFamily(candidate.shape) !== shapeFamily(other.shape)) return false;
  if (intersectionOverUnion(candidate.box, other.box) >= SAME_OBJECT_IOU) return true;
  return (
    candidate.confidence < PART_CONFIDENCE_RATIO * other.confidence &&
    Math.max(insideOf(candidate.box, other.box), insideOf(other.box, candidate.box)) >= INSIDE
  );
}

/** How much of `inner` lies in `outer`, 0..1. */
function insideOf(inner: BoundingBox, outer: BoundingBox): number {
  const width = Math.min(inner.endX, outer.endX) - Math.max(inner.startX, outer.startX);
  const height = Math.min(inner.endY, outer.endY) - Math.max(inner.startY, outer.startY);
  return width <= 0 || height <= 0 ? 0 : (width * height) / boxArea(inner);
}
