import { type Embedding, faceDistance, nearestDistance } from './face-distance.ts';
import { type Identity, type NamedPerson, similarityAt } from './identity.ts';
import { type GalleryPerson, HIGHEST_THRESHOLD, personThreshold } from './person-threshold.ts';

/** One good face of a track. */
export interface JudgedFace {
  readonly embedding: Embedding;
  /** 0..1; its weight in the vote. */
  readonly quality: number;
}

/** Whom and what a face is compared with. */
export interface FaceGallery {
  readonly people: readonly GalleryPerson[];
  /** What users said is not a face. */
  readonly notFaces: readonly Embedding[];
}

/** What is known of one person's or stranger's looks. */
export type PictureSet = Pick<GalleryPerson, 'embeddings' | 'qualities'>;

/** What the faces say by the gallery alone: it knows no strangers, they are asked next. */
export type FaceVerdict = Exclude<Identity, { kind: 'unknown' }> | { readonly kind: 'stranger' };

/** The best person must be nearer than the second by this much, or it is either. */
const MARGIN = 0.06;

/** Up to this much beyond a person's threshold it may be that person all the same: neither named nor a stranger. */
const DOUBT = 0.06;

/** Of the vote's weight, so much must be for the person whom the mean is nearest to. */
const MIN_SUPPORT = 0.6;

/** A picture of the same statue or pattern comes out nearly the same each time; another face never this near. */
export const NOT_A_FACE_DISTANCE = 0.3;

/** How much farther a face counts that is nearer to one that was said not to be this person. */
const REJECTED_PENALTY = 0.3;

/** How much farther a face counts that only one of several pictures is near to. */
const LONE_PICTURE_PENALTY = 0.12;

/** Two poor pictures resemble each other, whoever they show: of one small, soft group photo two in fifty pairs were "the same". */
const POOR_PAIR_PENALTY = 0.06;
/** Of the better one of the two: from here down all of it, from there up none. */
const POOR_QUALITY = 0.25;
const FAIR_QUALITY = 0.4;

const MAX_CANDIDATES = 3;

interface Ranked {
  readonly person: GalleryPerson;
  /** Of each face. */
  readonly distances: readonly number[];
  /** Mean over the faces, weighted by quality. */
  readonly distance: number;
}

/**
 * Who a track's faces show, by a vote weighted by quality: each face has its distance to every person, and a person's is
 * the mean. Somebody is named when the mean is below that person's own threshold, nearer than to anybody else by a
 * margin, and most faces agree one by one: never by one lucky frame among many.
 * @param faces at least one
 */
export function judgeFaces(faces: readonly JudgedFace[], { people, notFaces }: FaceGallery): FaceVerdict {
  const real = faces.filter(({ embedding }) => nearestDistance(embedding, notFaces) > NOT_A_FACE_DISTANCE);
  if (real.length === 0) return { kind: 'ignored', why: 'not a face' };
  const ranked = rank(real, people);
  const [best, second] = ranked;
  const thresholdOf = ({ person }: Ranked) => personThreshold(person, people);
  const named = (one: Ranked): NamedPerson => {
    const { personId, name } = one.person;
    return { personId, name, similarity: similarityAt(one.distance, thresholdOf(one)) };
  };
  if (!best || best.distance > HIGHEST_THRESHOLD + DOUBT) return { kind: 'stranger' };
  const threshold = thresholdOf(best);
  if (best.distance > threshold + DOUBT) return { kind: 'stranger' };
  const isApart = !second || second.distance - best.distance >= MARGIN;
  if (best.distance <= threshold && isApart && support(real, best, ranked, threshold) >= MIN_SUPPORT) {
    return best.person.ignored ? { kind: 'ignored', why: 'ignored person' } : { kind: 'known', ...named(best) };
  }
  const near = ranked
    .filter(({ distance }) => distance <= HIGHEST_THRESHOLD + DOUBT)
    .filter((other) => other === best || other.distance <= thresholdOf(other) + DOUBT);
  return { kind: 'unsure', candidates: near.slice(0, MAX_CANDIDATES).map(named) };
}

/**
 * The distance of faces to a set of pictures of one person or stranger: for each face the mean of the two nearest
 * pictures, so that one odd picture draws nobody in, and of these the mean, weighted by quality.
 */
export function distanceToSet(faces: readonly JudgedFace[], pictures: PictureSet): number {
  return weightedMean(faces, (face) => twoNearest(face, pictures));
}

/** Nearest first. */
function rank(faces: readonly JudgedFace[], people: readonly GalleryPerson[]): Ranked[] {
  return people
    .filter(({ embeddings }) => embeddings.length > 0)
    .map((person) => {
      const distances = faces.map((face) => personDistance(face, person));
      return { person, distances, distance: weightedMean(faces, (_, index) => distances[index] ?? 0) };
    })
    .sort((a, b) => a.distance - b.distance || a.person.personId - b.person.personId);
}

/** The share of the faces' weight that is, face by face, nearest to this person and near enough to be this person's. */
function support(
  faces: readonly JudgedFace[],
  { distances }: Ranked,
  ranked: readonly Ranked[],
  threshold: number,
): number {
  return weightedMean(faces, (_, index) => {
    const own = distances[index] ?? 0;
    const isNearest = ranked.every((other) => own <= (other.distances[index] ?? 0));
    return isNearest && own <= threshold + DOUBT ? 1 : 0;
  });
}

function personDistance(face: JudgedFace, person: GalleryPerson): number {
  const distance = twoNearest(face, person);
  return nearestDistance(face.embedding, person.rejected) < distance ? distance + REJECTED_PENALTY : distance;
}

function twoNearest({ embedding, quality }: JudgedFace, { embeddings, qualities }: PictureSet): number {
  let first = Number.POSITIVE_INFINITY;
  let second = Number.POSITIVE_INFINITY;
  for (const [index, picture] of embeddings.entries()) {
    const distance = faceDistance(embedding, picture) + poorPairPenalty(quality, qualities?.[index] ?? 1);
    if (distance < first) [first, second] = [distance, first];
    else if (distance < second) second = distance;
  }
  return Number.isFinite(second) ? Math.min((first + second) / 2, first + LONE_PICTURE_PENALTY) : first;
}

function poorPairPenalty(one: number, other: number): number {
  const lacking = (FAIR_QUALITY - Math.max(one, other)) / (FAIR_QUALITY - POOR_QUALITY);
  return POOR_PAIR_PENALTY * Math.min(1, Math.max(0, lacking));
}

function weightedMean(faces: readonly JudgedFace[], measure: (face: JudgedFace, index: number) => number): number {
  let sum = 0;
  let weights = 0;
  for (const [index, face] of faces.entries()) {
    // A face without any quality still counts when there is no better one.
    const weight = Math.max(face.quality, 1e-3);
    sum += weight * measure(face, index);
    weights += weight;
  }
  return sum / weights;
}
