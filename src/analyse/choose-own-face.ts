import { type BoundingBox, boxCentre, intersectionOverUnion } from '../domain/bounding-box.ts';
import type { FoundFace } from '../ports/face-engine.ts';

/** Of the person's width, from its middle: a face beyond is somebody else's. */
const REACH = 0.6;

/** How badly the face fits this person, or infinity when it is somebody else's. Both in pixels of one picture. */
export function faceMisfit(face: Pick<FoundFace, 'box'>, person: BoundingBox): number {
  const width = person.endX - person.startX;
  const faceWidth = face.box.endX - face.box.startX;
  const { x, y } = boxCentre(face.box);
  const aside = Math.abs(x - (person.startX + person.endX) / 2) / width;
  const below = (y - person.startY) / Math.max(width, 2 * faceWidth);
  if (aside > REACH || below < -0.3) return Number.POSITIVE_INFINITY;
  // Heads are at the top; of two, the larger is the nearer person's.
  return aside + 0.5 * Math.abs(below - 0.25) - (0.5 * faceWidth) / width;
}

/** The face that belongs to the person, or null. */
export function chooseOwnFace<Found extends Pick<FoundFace, 'box'>>(
  faces: readonly Found[],
  person: BoundingBox,
): Found | null {
  const [best] = faces
    .map((face) => ({ face, misfit: faceMisfit(face, person) }))
    .filter(({ misfit }) => Number.isFinite(misfit))
    .sort((a, b) => a.misfit - b.misfit);
  return best?.face ?? null;
}

/** Whether two boxes of one frame show the same face. */
export function isSameFace(a: BoundingBox, b: BoundingBox): boolean {
  return intersectionOverUnion(a, b) > 0.4;
}
