import { type Appearance, likeness } from './appearance.ts';
import { shapeFamily } from './shape-family.ts';

/** What is known by a name, with the pictures of it. */
export interface KnownThing {
  readonly name: string;
  /** Of its first picture, COCO's name. */
  readonly shape: string;
  readonly appearances: readonly Appearance[];
}

export interface NamedObject {
  readonly name: string;
  /** 0..1; 0.5 lies at the threshold. */
  readonly similarity: number;
}

/** What a track shows: something known, perhaps something known, or nothing that is. */
export type ObjectVerdict =
  | ({ readonly kind: 'known' } & NamedObject)
  | { readonly kind: 'unsure'; readonly candidates: readonly NamedObject[] }
  | { readonly kind: 'none' };

export const OBJECT_VERDICTS = ['known', 'unsure', 'none'] as const satisfies readonly ObjectVerdict['kind'][];

/** From which likeness on something is taken for known, and perhaps for known. */
interface Thresholds {
  readonly known: number;
  readonly unsure: number;
}

/** Measured for one to three false names in a thousand comparisons: docs/decisions/0004-image-comparison.md. */
const VEHICLES: Thresholds = { known: 0.88, unsure: 0.78 };
const OTHERS: Thresholds = { known: 0.8, unsure: 0.7 };
/** Two known objects that are about as like: neither is named. */
const MARGIN = 0.03;
const MOST_CANDIDATES = 3;
/** How steeply similarity falls around the threshold. */
const SLOPE = 25;

export function objectThresholds(shape: string): Thresholds {
  return shapeFamily(shape) === shapeFamily('car') ? VEHICLES : OTHERS;
}

/** A likeness as people read it: 0..1, 0.5 at the threshold. */
export function objectSimilarity(like: number, shape: string): number {
  return 1 / (1 + Math.exp(SLOPE * (objectThresholds(shape).known - like)));
}

/**
 * Which known object a track shows. Compared are those of the same family of shapes: a van is a car to a detector in one
 * clip and a truck in the next. Of an object's pictures the likest counts.
 */
export function judgeObject(shape: string, seen: Appearance, known: readonly KnownThing[]): ObjectVerdict {
  const { known: threshold, unsure } = objectThresholds(shape);
  const ranked = known
    .filter((thing) => shapeFamily(thing.shape) === shapeFamily(shape))
    .map(({ name, appearances }) => ({ name, like: Math.max(-1, ...appearances.map((one) => likeness(one, seen))) }))
    .filter(({ like }) => like >= unsure)
    .sort((a, b) => b.like - a.like);
  const [best, second] = ranked;
  if (!best) return { kind: 'none' };
  const named = ranked.map(({ name, like }) => ({ name, similarity: objectSimilarity(like, shape) }));
  const isAlone = !second || best.like - second.like >= MARGIN;
  if (best.like < threshold || !isAlone) return { kind: 'unsure', candidates: named.slice(0, MOST_CANDIDATES) };
  return { kind: 'known', name: best.name, similarity: objectSimilarity(best.like, shape) };
}
