import type { Identity } from './identity.ts';
import { type SeenTrack, seenApart } from './seen-apart.ts';

type Known = Extract<Identity, { kind: 'known' }>;

/** A track with whom its own faces were taken for. */
export interface NamedTrack extends SeenTrack {
  readonly identity: Identity | null;
  /** Somebody said so: no likeness outdoes it. */
  readonly isSaid?: boolean;
}

/**
 * Nobody is at two places at once: of tracks that were seen apart in one frame and are taken for the same person, the
 * surest keeps the name, and it is unsure who the others are.
 * @param tracks of one asset
 * @returns whom each is taken for, in their order
 */
export function oneNameEach(tracks: readonly NamedTrack[]): readonly (Identity | null)[] {
  const named = tracks
    .flatMap((track) => (track.identity?.kind === 'known' ? [{ track, identity: track.identity }] : []))
    .sort((a, b) => rank(b.track, b.identity) - rank(a.track, a.identity));
  const keepers = new Map<number, NamedTrack[]>();
  const losers = new Set<NamedTrack>();
  for (const { track, identity } of named) {
    const others = keepers.get(identity.personId) ?? [];
    if (others.some((other) => seenApart(other, track))) losers.add(track);
    else keepers.set(identity.personId, [...others, track]);
  }
  return tracks.map((track) => (losers.has(track) ? unsureOf(track.identity) : track.identity));
}

function rank({ isSaid }: NamedTrack, { similarity }: Known): number {
  return similarity + (isSaid ? 1 : 0);
}

function unsureOf(identity: Identity | null): Identity | null {
  if (identity?.kind !== 'known') return identity;
  const { kind: _, ...candidate } = identity;
  return { kind: 'unsure', candidates: [candidate] };
}
