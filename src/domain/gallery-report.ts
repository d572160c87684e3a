import { type Embedding, faceDistance } from './face-distance.ts';
import { type GalleryPerson, ownSpread, personThreshold, varietyOf } from './person-threshold.ts';

interface PersonReport {
  readonly personId: number;
  readonly name: string;
  readonly pictures: number;
  /** Mean distance of a picture to the nearest other one; null for fewer than two. */
  readonly ownDistance: number | null;
  /** The largest distance between two of the person's pictures. */
  readonly ownWidest: number | null;
  /** Who is nearest, and how near the nearest two pictures are. */
  readonly nearest: { readonly personId: number; readonly name: string; readonly distance: number } | null;
  /** How near a face must be. */
  readonly threshold: number;
  /** Of a thousand strangers, so many are expected to be taken for this person. */
  readonly falseAcceptsPerThousand: number;
  /** What a user should do about it; empty: nothing. */
  readonly advice: readonly string[];
}

/** Whether the gallery can be relied upon. */
export interface GalleryReport {
  readonly people: readonly PersonReport[];
  /** Of pictures of different people, all with all. */
  readonly between: { readonly pairs: number; readonly mean: number | null; readonly nearest: number | null };
  readonly within: { readonly pairs: number; readonly mean: number | null; readonly widest: number | null };
  readonly falseAcceptsPerThousand: number;
  /** False: too few pairs, so that false accepts are expected from what is usual alone. */
  readonly isOwnMeasured: boolean;
  readonly notFaces: number;
  readonly strangers: number;
}

/** Two people, compared once: twenty with forty pictures each are 300,000 pairs. */
interface Couple {
  readonly one: GalleryPerson;
  readonly other: GalleryPerson;
  readonly distances: readonly number[];
  /** The smallest. */
  readonly distance: number;
}

/** So many pictures, in different light, before somebody is told reliably. */
const ENOUGH_PICTURES = 3;

/** Below it, several pictures are little better than one. */
const ENOUGH_VARIETY = 0.3;

/** How far apart two people's pictures are: about normal, and on the safe side near the threshold (decision 5). */
const USUAL_BETWEEN = { mean: 0.82, deviation: 0.09 };

/** From so many pairs on the gallery's own distances count beside the usual ones: fewer say nothing of what is rare. */
const TELLING_PAIRS = 200;

/** As near as this, two people are mixed up now and then. */
const ALIKE_DISTANCE = 0.5;

export function galleryReport(
  people: readonly GalleryPerson[],
  counts: { readonly notFaces: number; readonly strangers: number },
): GalleryReport {
  const couples = people.flatMap((one, index) => people.slice(index + 1).map((other) => coupleOf(one, other)));
  const between = couples.flatMap(({ distances }) => distances);
  const within = people.flatMap(({ embeddings }) => ownDistances(embeddings));
  const isOwnMeasured = between.length >= TELLING_PAIRS;
  const spreads = isOwnMeasured ? [USUAL_BETWEEN, spreadOf(between)] : [USUAL_BETWEEN];
  const reports = people.map((person) => personReport(person, people, couples, spreads));
  return {
    people: reports,
    between: { pairs: between.length, mean: meanOf(between), nearest: between.length > 0 ? lowest(between) : null },
    within: { pairs: within.length, mean: meanOf(within), widest: within.length > 0 ? highest(within) : null },
    falseAcceptsPerThousand: round(reports.reduce((sum, report) => sum + report.falseAcceptsPerThousand, 0)),
    isOwnMeasured,
    ...counts,
  };
}

function personReport(
  person: GalleryPerson,
  people: readonly GalleryPerson[],
  couples: readonly Couple[],
  spreads: readonly (typeof USUAL_BETWEEN)[],
): PersonReport {
  const { personId, name, embeddings } = person;
  const threshold = personThreshold(person, people);
  const own = ownDistances(embeddings);
  const [nearest] = couples
    .flatMap(({ one, other, distances, distance }) => {
      const second = one === person ? other : other === person ? one : null;
      return second && distances.length > 0 ? [{ personId: second.personId, name: second.name, distance }] : [];
    })
    .sort((a, b) => a.distance - b.distance);
  return {
    personId,
    name,
    pictures: embeddings.length,
    ownDistance: ownSpread(embeddings),
    ownWidest: own.length > 0 ? highest(own) : null,
    nearest: nearest ?? null,
    threshold,
    falseAcceptsPerThousand: round(1000 * acceptChance(threshold, embeddings.length, spreads)),
    advice: adviceFor(embeddings, nearest ?? null),
  };
}

/**
 * The chance that a stranger is nearer than the threshold. A face is held against the two nearest pictures; each further
 * picture is one more chance to be near, but a person's pictures resemble one another: twice as many are half a chance more.
 * A household's people resemble one another more, or less, than usual: whichever expects more counts.
 */
function acceptChance(threshold: number, pictures: number, spreads: readonly (typeof USUAL_BETWEEN)[]): number {
  if (pictures === 0) return 0;
  const chances = 1 + Math.log2(pictures) / 2;
  const below = spreads.map(({ mean, deviation }) => normalBelow((threshold - mean) / deviation));
  return Math.min(1, chances * Math.max(...below));
}

function adviceFor(embeddings: readonly Embedding[], nearest: PersonReport['nearest']): readonly string[] {
  const advice: string[] = [];
  const pictures = embeddings.length;
  if (pictures === 0) advice.push('has no picture that can be compared: add one');
  else if (pictures < ENOUGH_PICTURES)
    advice.push(`has ${pictures} of ${ENOUGH_PICTURES} pictures: add some in another light`);
  else if (varietyOf(embeddings) < ENOUGH_VARIETY)
    advice.push(`has ${pictures} pictures that are nearly alike, which tell no more than one: add some of another day`);
  if (nearest && nearest.distance < ALIKE_DISTANCE) {
    advice.push(`looks like ${nearest.name}: see whether a picture is the wrong person's, else add more of both`);
  }
  return advice;
}

/** All pictures of one with all of another. */
function coupleOf(one: GalleryPerson, other: GalleryPerson): Couple {
  const distances = one.embeddings.flatMap((mine) => other.embeddings.map((theirs) => faceDistance(mine, theirs)));
  return { one, other, distances, distance: lowest(distances) };
}

function ownDistances(embeddings: readonly Embedding[]): number[] {
  return embeddings.flatMap((one, index) => embeddings.slice(index + 1).map((other) => faceDistance(one, other)));
}

function meanOf(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function spreadOf(values: readonly number[]): typeof USUAL_BETWEEN {
  const mean = meanOf(values) ?? USUAL_BETWEEN.mean;
  const deviation = Math.sqrt(meanOf(values.map((value) => (value - mean) ** 2)) ?? 0);
  return { mean, deviation: Math.max(deviation, 0.02) };
}

function lowest(values: readonly number[]): number {
  return values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
}

function highest(values: readonly number[]): number {
  return values.reduce((most, value) => Math.max(most, value), 0);
}

/** Of the standard normal distribution, by the approximation 7.1.26 of Abramowitz and Stegun: off by less than 1e-7. */
function normalBelow(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * x);
  const series = ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t;
  const tail = (series * Math.exp(-x * x)) / 2;
  return z < 0 ? tail : 1 - tail;
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
