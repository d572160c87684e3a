/** A person of the gallery, as far as a verdict names one. */
export interface NamedPerson {
  readonly personId: number;
  readonly name: string;
  /** 0..1; 0.5 lies at the person's own threshold: see `similarityAt`. */
  readonly similarity: number;
}

/**
 * Who a track's faces show. `unsure` names nobody: the faces are near to one person but not near enough, or as near to
 * two. `unknown` is near to nobody; the stranger is null when unknown faces are not kept. `ignored` raises nothing.
 */
export type Identity =
  | ({ readonly kind: 'known' } & NamedPerson)
  | { readonly kind: 'unsure'; readonly candidates: readonly NamedPerson[] }
  | { readonly kind: 'unknown'; readonly strangerId: number | null }
  | { readonly kind: 'ignored'; readonly why: 'not a face' | 'ignored person' };

export const IDENTITY_KINDS = ['known', 'unsure', 'unknown', 'ignored'] as const satisfies readonly Identity['kind'][];

/** How steeply similarity falls around the threshold: 0.1 nearer is 0.82, 0.1 farther 0.18. */
const SIMILARITY_SLOPE = 15;

/** A distance between faces as people read it: 0..1, 0.5 at the threshold, and the higher the surer. */
export function similarityAt(distance: number, threshold: number): number {
  return 1 / (1 + Math.exp(SIMILARITY_SLOPE * (distance - threshold)));
}

/** What a stranger is called until somebody gives a name: `unknown-7`. */
export function strangerLabel(strangerId: number): string {
  return `unknown-${strangerId}`;
}

/** The id in a stranger's label, or null when it is none. */
export function parseStrangerLabel(label: string): number | null {
  const id = /^unknown-([1-9]\d{0,14})$/.exec(label)?.[1];
  return id === undefined ? null : Number(id);
}

/**
 * What is told once of an event: this person, or this stranger, was in it. The same key is never told twice of one event;
 * null for what is not told at all.
 */
export function identityKey(identity: Identity | null): string | null {
  if (identity?.kind === 'known') return `person-${identity.personId}`;
  if (identity?.kind === 'unknown')
    return identity.strangerId === null ? 'unknown' : strangerLabel(identity.strangerId);
  return null;
}
