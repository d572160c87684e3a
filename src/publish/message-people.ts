import { eventIdentities } from '../domain/event-identities.ts';
import { type Identity, strangerLabel } from '../domain/identity.ts';
import type { EventDetails } from '../ports/history.ts';
import type { MediaLinks } from './media-links.ts';

/** One of those who were there. */
export interface MessagePerson {
  readonly kind: 'known' | 'unsure' | 'unknown';
  /** A person's name, or a stranger's label such as `unknown-7`; null when it is not sure, or strangers are not kept. */
  readonly name: string | null;
  /** Id of the person; null for nobody that is known. */
  readonly person_id: number | null;
  /** Percent, of the person or of the first candidate; null for a stranger. */
  readonly similarity: number | null;
  /** Whom it may be when it is not sure, the likeliest first. */
  readonly candidates: readonly string[];
  /** The best face. */
  readonly face_url: string | null;
}

export function messagePeople(
  event: Pick<EventDetails, 'tracks'>,
  links: MediaLinks,
  nowMs: number,
): readonly MessagePerson[] {
  return eventIdentities(event.tracks).map(({ identity, facePicture }) => ({
    ...describe(identity),
    face_url: facePicture && links.signed(facePicture, nowMs),
  }));
}

function describe(identity: Exclude<Identity, { kind: 'ignored' }>): Omit<MessagePerson, 'face_url'> {
  const { kind } = identity;
  if (kind === 'known') {
    const { name, personId, similarity } = identity;
    return { kind, name, person_id: personId, similarity: percent(similarity), candidates: [] };
  }
  if (kind === 'unsure') {
    const { candidates } = identity;
    const similarity = candidates[0] ? percent(candidates[0].similarity) : null;
    return { kind, name: null, person_id: null, similarity, candidates: candidates.map(({ name }) => name) };
  }
  const name = identity.strangerId === null ? null : strangerLabel(identity.strangerId);
  return { kind, name, person_id: null, similarity: null, candidates: [] };
}

function percent(share: number): number {
  return Math.round(share * 1000) / 10;
}
