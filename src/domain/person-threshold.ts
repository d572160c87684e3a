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
/** Nobody's is wider. */
export const HIGHEST_THRESHOLD = 0.54;

/**
 * A single picture says least of what somebody looks like, and several that are alike say no more: what is as near to
 * it may be somebody else. Asked are all of it up to the first mean distance between pictures, none of it from the
 * second on (decision 5).
 */
const LONE_PICTURE_STRICTNESS = 0.04;
const ALIKE_DISTANCE = 0.18;
const VARIED_DISTANCE = 0.28;

/** Somebody whose own pictures differ (glasses, hat, night) is given as much more. */
const OWN_SPREAD_SLACK = 0.1;

/** A threshold stays this much below the nearest picture of somebody else: two sisters are told apart more strictly. */
const OTHERS_GAP = 0.06;

/** A gallery is never changed, only replaced: what was worked out of it holds, and costs a comparison of all pictures. */
const WORKED_OUT = new WeakMap<readonly GalleryPerson[], Map<GalleryPerson, number>>();

/**
 * How near a face must be to be this person's, from the gallery's own distances: wider where the person's own pictures
 * are far apart, and never so wide that somebody else's pictures would be accepted.
 */
export function personThreshold(person: GalleryPerson, people: readonly GalleryPerson[]): number {
  const known = WORKED_OUT.get(people) ?? new Map<GalleryPerson, number>();
  WORKED_OUT.set(people, known);
  const threshold = known.get(person) ?? workOut(person, people);
  known.set(person, threshold);
  return threshold;
}

function workOut(person: GalleryPerson, people: readonly GalleryPerson[]): number {
  const { embeddings } = person;
  const wished =
    Math.max(USUAL_THRESHOLD, (ownSpread(embeddings) ?? 0) + OWN_SPREAD_SLACK) -
    LONE_PICTURE_STRICTNESS * (1 - varietyOf(embeddings));
  const others = people.filter(({ personId }) => personId !== person.personId).flatMap(({ embeddings }) => embeddings);
  const nearestOther = Math.min(...person.embeddings.map((own) => nearestDistance(own, others)));
  const threshold = Math.min(wished, HIGHEST_THRESHOLD, nearestOther - OTHERS_GAP);
  return Math.max(LOWEST_THRESHOLD, threshold);
}

/** 0: one picture, or one and the same over and over; 1: as varied as pictures of different days. */
export function varietyOf(embeddings: readonly Embedding[]): number {
  const distances = embeddings.flatMap((one, index) =>
    embeddings.slice(0, index).map((other) => faceDistance(one, other)),
  );
  if (distances.length === 0) return 0;
  const mean = distances.reduce((sum, distance) => sum + distance, 0) / distances.length;
  return Math.min(1, Math.max(0, (mean - ALIKE_DISTANCE) / (VARIED_DISTANCE - ALIKE_DISTANCE)));
}

/** The mean distance of a person's pictures to the nearest other one of the same person; null for fewer than two. */
export function ownSpread(embeddings: readonly Embedding[]): number | null {
  if (embeddings.length < 2) return null;
  const nearest = embeddings.map((own, index) =>
    Math.min(...embeddings.filter((_, other) => other !== index).map((other) => faceDistance(own, other))),
  );
  return nearest.reduce((sum, distance) => sum + distance, 0) / nearest.length;
}
