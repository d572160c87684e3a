import { type Embedding, faceDistance, nearestDistance } from './face-distance.ts';
import type { GalleryPerson } from './person-threshold.ts';

/** What is odd about a picture of a person; it is for a person to decide whether it stays. */
export type PictureDoubt =
  /** Nearer to somebody else. */
  | { readonly kind: 'like another person'; readonly name: string }
  /** Far from most other pictures of the same person: a wrong one that stayed excuses no second. */
  | { readonly kind: 'unlike the others' }
  /** It adds nothing. */
  | { readonly kind: 'the same picture' };

/**
 * Half of a person's pictures are rarely farther than this, whatever the light: 2 of 149 right pictures were doubted by
 * it, and 595 of 596 wrong ones (decision 5).
 */
const UNLIKE_DISTANCE = 0.6;
/** Nearer than this it is the same view of the same face. */
export const SAME_PICTURE_DISTANCE = 0.08;

/** Near enough to somebody else that a mix-up is likely. */
const LIKE_ANOTHER_DISTANCE = 0.5;

/**
 * Looks at a picture beside the gallery.
 * @param others the person's other pictures, without this one
 * @param people everybody else
 */
export function pictureDoubts(
  embedding: Embedding,
  others: readonly Embedding[],
  people: readonly Pick<GalleryPerson, 'name' | 'embeddings'>[],
): readonly PictureDoubt[] {
  const own = nearestDistance(embedding, others);
  const doubts: PictureDoubt[] = [];
  const [nearest] = people
    .map(({ name, embeddings }) => ({ name, distance: nearestDistance(embedding, embeddings) }))
    .sort((a, b) => a.distance - b.distance);
  if (nearest && nearest.distance < own && nearest.distance < LIKE_ANOTHER_DISTANCE) {
    doubts.push({ kind: 'like another person', name: nearest.name });
  }
  if (others.length > 0 && medianDistance(embedding, others) > UNLIKE_DISTANCE)
    doubts.push({ kind: 'unlike the others' });
  if (own < SAME_PICTURE_DISTANCE) doubts.push({ kind: 'the same picture' });
  return doubts;
}

/** Of two, the smaller one. @param others at least one */
function medianDistance(embedding: Embedding, others: readonly Embedding[]): number {
  const distances = others.map((other) => faceDistance(embedding, other)).sort((a, b) => a - b);
  return distances[(distances.length - 1) >> 1] ?? Number.POSITIVE_INFINITY;
}

/** For people. */
export function doubtInWords(doubt: PictureDoubt, personName: string): string {
  if (doubt.kind === 'like another person') return `This one is closer to ${doubt.name} than to ${personName}.`;
  if (doubt.kind === 'unlike the others')
    return `This looks like a different person than the other pictures of ${personName}.`;
  return `${personName} has this picture already.`;
}
