import { boxArea, intersectionOverUnion } from '../domain/bounding-box.ts';
import type { DetectedFace } from './face-detector.ts';

/** Two boxes that overlap by more are one face: as a share of both together, ... */
const OVERLAP_LIMIT = 0.35;
/** ... or of the smaller one, which lies inside the other when tiles and scales saw the face twice. */
const INSIDE_LIMIT = 0.7;

/** The most confident of each face, best first. */
export function suppressFaces<Found extends Pick<DetectedFace, 'box' | 'confidence'>>(
  faces: readonly Found[],
): Found[] {
  const kept: Found[] = [];
  for (const face of faces.toSorted((a, b) => b.confidence - a.confidence)) {
    if (!kept.some((other) => isSame(other, face))) kept.push(face);
  }
  return kept;
}

function isSame(a: Pick<DetectedFace, 'box'>, b: Pick<DetectedFace, 'box'>): boolean {
  const overlap = intersectionOverUnion(a.box, b.box);
  if (overlap > OVERLAP_LIMIT) return true;
  const shared = (overlap * (boxArea(a.box) + boxArea(b.box))) / (1 + overlap);
  return shared > INSIDE_LIMIT * Math.min(boxArea(a.box), boxArea(b.box));
}
