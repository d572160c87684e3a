import type { Identity } from './identity.ts';
import { identityKey } from './identity.ts';
import type { MediaPath } from './media-path.ts';

/** A track of an event, as far as telling who was there needs it. */
export interface IdentityTrack {
  readonly identity: Identity | null;
  /** The track's best face, or null when none is kept. */
  readonly facePicture: MediaPath | null;
  readonly suppressed: boolean;
}

/** Whom an event tells of. */
export type SeenPerson = Exclude<Identity, { kind: 'ignored' }>;

/** Somebody who was there. */
export interface EventIdentity {
  readonly identity: SeenPerson;
  readonly facePicture: MediaPath | null;
}

const ORDER: Readonly<Record<SeenPerson['kind'], number>> = { known: 0, unsure: 1, unknown: 2 };

/**
 * Who was in an event, each once: the picture and the clip show the same people. Known people come first, the surest
 * before the others; then those that are not sure, unless one of the candidates was recognised; then strangers.
 * Suppressed tracks, and whoever is ignored, are left out.
 */
export function eventIdentities(tracks: readonly IdentityTrack[]): readonly EventIdentity[] {
  const seen = tracks.flatMap(({ identity, facePicture, suppressed }) =>
    identity === null || identity.kind === 'ignored' || suppressed ? [] : [{ identity, facePicture }],
  );
  const recognised = new Set(seen.flatMap(({ identity }) => (identity.kind === 'known' ? identity.personId : [])));
  const telling = seen.filter(
    ({ identity }) =>
      identity.kind !== 'unsure' || !identity.candidates.some(({ personId }) => recognised.has(personId)),
  );
  const bestFirst = telling.toSorted(
    (a, b) => ORDER[a.identity.kind] - ORDER[b.identity.kind] || sureness(b.identity) - sureness(a.identity),
  );
  return [...Map.groupBy(bestFirst, ({ identity }) => keyOf(identity)).values()].flatMap((same) => same[0] ?? []);
}

function sureness(identity: SeenPerson): number {
  if (identity.kind === 'known') return identity.similarity;
  return identity.kind === 'unsure' ? (identity.candidates[0]?.similarity ?? 0) : 0;
}

function keyOf(identity: SeenPerson): string {
  return identity.kind === 'unsure' ? `unsure-${identity.candidates[0]?.personId}` : String(identityKey(identity));
}
