import { type Embedding, faceDistance } from './face-distance.ts';
import { distanceToSet, type JudgedFace } from './judge-faces.ts';

/** Somebody without a name, as faces are compared with. */
export interface Stranger {
  readonly strangerId: number;
  /** Raises nothing. */
  readonly ignored: boolean;
  /** Of faces that were seen; not all of them. */
  readonly embeddings: readonly Embedding[];
  /** Of each embedding, 0..1; missing: good. */
  readonly qualities?: readonly number[];
}

/** Stricter than for a named person: two people in one are worse than one person as two, who can be merged. */
const SAME_STRANGER_DISTANCE = 0.5;

/** Two strangers that are this nearly as near are likely one person: the elder takes it, so that ids stay. */
const AS_NEAR = 0.03;

/** The stranger whose faces these are, or null: somebody new. */
export function chooseStranger(faces: readonly JudgedFace[], strangers: readonly Stranger[]): Stranger | null {
  const ranked = strangers
    .map((stranger) => ({ stranger, distance: distanceToSet(faces, stranger) }))
    .filter(({ distance }) => distance <= SAME_STRANGER_DISTANCE)
    .sort((a, b) => a.distance - b.distance);
  const nearest = ranked[0];
  if (!nearest) return null;
  return ranked
    .filter(({ distance }) => distance <= nearest.distance + AS_NEAR)
    .map(({ stranger }) => stranger)
    .reduce((elder, other) => (other.strangerId < elder.strangerId ? other : elder));
}

/** The best faces that are not nearly the same picture as a better one. */
export function variedFaces<Face extends JudgedFace>(faces: readonly Face[], limit: number): readonly Face[] {
  const chosen: Face[] = [];
  for (const face of faces.toSorted((a, b) => b.quality - a.quality)) {
    if (chosen.length === limit) break;
    if (chosen.every(({ embedding }) => faceDistance(embedding, face.embedding) > NEARLY_THE_SAME)) chosen.push(face);
  }
  return chosen;
}

const NEARLY_THE_SAME = 0.12;
