import { eventIdentities, type IdentityTrack } from './event-identities.ts';
import { type EventTrack, eventShapes } from './event-shapes.ts';

/** An event, as far as counting needs it. */
export interface CountedEvent {
  readonly cameraId: number;
  readonly tracks: readonly (EventTrack & IdentityTrack)[];
}

/** What was seen in some span of time, at one camera or at all. */
export interface Digest {
  /** Those in which something was found that raises something. */
  readonly events: number;
  /** The most frequent first. A count adds up what each event saw at a time. */
  readonly shapes: readonly { readonly name: string; readonly count: number }[];
  /** Names of those who were recognised, in alphabetical order. */
  readonly people: readonly string[];
}

/** Counts events as they come, so that a day of them need not be in memory at once. */
export class DigestTally {
  #events = 0;
  readonly #shapes = new Map<string, number>();
  readonly #people = new Set<string>();

  /** Does nothing for an event that raised nothing. */
  add({ tracks }: CountedEvent): void {
    const shapes = eventShapes(tracks);
    if (shapes.length === 0) return;
    this.#events++;
    for (const { shape, count } of shapes) this.#shapes.set(shape, (this.#shapes.get(shape) ?? 0) + count);
    for (const { identity } of eventIdentities(tracks)) {
      if (identity.kind === 'known') this.#people.add(identity.name);
    }
  }

  digest(): Digest {
    const shapes = [...this.#shapes].map(([name, count]) => ({ name, count }));
    return {
      events: this.#events,
      shapes: shapes.sort((a, b) => b.count - a.count || a.name.localeCompare(b.name)),
      people: [...this.#people].sort((a, b) => a.localeCompare(b)),
    };
  }
}
