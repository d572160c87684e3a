import { type BoundingBox, boxCentre } from '../domain/bounding-box.ts';
import type { FoundFace } from '../ports/face-engine.ts';
import { faceMisfit } from './choose-own-face.ts';
import { upperBodyHeight } from './face-region.ts';

/**
 * Which face of a picture is whose, best fits first: nobody has two faces, and no face is two people's.
 * @param people boxes in pixels of the picture
 * @returns by face the index of its person; faces that are nobody's are left out
 */
export function assignFaces<Found extends Pick<FoundFace, 'box'>>(
  faces: readonly Found[],
  people: readonly BoundingBox[],
): ReadonlyMap<Found, number> {
  const fits = faces
    .flatMap((face) => people.map((person, index) => ({ face, index, misfit: misfitOf(face, person) })))
    .filter(({ misfit }) => Number.isFinite(misfit))
    .sort((a, b) => a.misfit - b.misfit);
  const assigned = new Map<Found, number>();
  const taken = new Set<number>();
  for (const { face, index } of fits) {
    if (assigned.has(face) || taken.has(index)) continue;
    assigned.set(face, index);
    taken.add(index);
  }
  return assigned;
}

/** Somebody sits in front of somebody who stands: a face farther down is another person's. */
function misfitOf(face: Pick<FoundFace, 'box'>, person: BoundingBox): number {
  const isBelow = boxCentre(face.box).y > person.startY + upperBodyHeight(person);
  return isBelow ? Number.POSITIVE_INFINITY : faceMisfit(face, person);
}
