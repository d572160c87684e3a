import { type Embedding, faceDistance, nearestDistance } from './face-distance.ts';

/** A person as faces are compared with: the embeddings of the pictures that somebody gave the name to. */
export interface GalleryPerson {
  readonly personId: number;
  readonly name: string;
  /** Known, and of no interest: raises nothing. */
  readonly ignored: boolean;
  readonly embeddings: readonly Embedding[];
  /** Of each embedding, 0..1; missing: good. */
  readonly qualities?: readonly number[];
  /** Of faces that were said not to be this person's. */
  readonly rejected: readonly Embedding[];
}

/**
 * Of ten thousand pairs of strangers, about 0.4 are nearer than this, and 25 nearer than dlib's own threshold, 0.6; of pairs of
 * one person's pictures 92 % are (decision 5).
 */
const USUAL_THRESHOLD = 0.52;
const LOWEST_THRESHOLD = 0.36;
const HIGHEST_THRESHOLD = 0.54;

/** A single picture says least of what somebody looks like: what is as near to it may be somebody else. */
const LONE_PICTURE_STRICTNESS = 0.02;

/** Somebody whose own pictures differ (glasses, hat, night) is given as much more. */
const OWN_SPREAD_SLACK = 0.1;

/** A threshold stays this much below the nearest picture of somebody else: two sisters are told apart more strictly. */
const OTHERS_GAP = 0.06;

/**
 * How near a face must be to be this person's, from the gallery's own distances: wider where the person's own pictures
 * are far apart, and never so wide that somebody else's pictures would be accepted.
 */
export function personThreshold(person: GalleryPerson, people: readonly GalleryPerson[]): number {
  const spread = ownSpread(person.embeddings);
  const wished =
    spread === null ? USUAL_THRESHOLD - LONE_PICTURE_STRICTNESS : Math.max(USUAL_THRESHOLD, spread + OWN_SPREAD_SLACK);
  const others = people.filter(({ personId }) => personId !== person.personId).flatMap(({ embeddings }) => embeddings);
  const nearestOther = Math.min(...person.embeddings.map((own) => nearestDistance(own, others)));
  const threshold = Math.min(wished, HIGHEST_THRESHOLD, nearestOther - OTHERS_GAP);
  return Math.max(LOWEST_THRESHOLD, threshold);
}

/** The mean distance of a person's pictures to the nearest other one of the same person; null for fewer than two. */
export function ownSpread(embeddings: readonly Embedding[]): number | null {
  if (embeddings.length < 2) return null;
  const nearest = embeddings.map((own, index) =>
    Math.min(...embeddings.filter((_, other) => other !== index).map((other) => faceDistance(own, other))),
  );
  return nearest.reduce((sum, distance) => sum + distance, 0) / nearest.length;
}
