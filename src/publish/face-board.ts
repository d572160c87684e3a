import { type EventIdentity, eventIdentities } from '../domain/event-identities.ts';
import { identityKey, strangerLabel } from '../domain/identity.ts';
import type { MediaPath } from '../domain/media-path.ts';
import type { EventDetails, History } from '../ports/history.ts';
import type { Clock } from '../runtime/clock.ts';

/** Somebody counts as present for this long after the face was seen. */
const PRESENT_MS = 90_000;
/** What is learnt later than this after its upload is history, not presence. */
const FRESH_MS = 600_000;
const RESTORE_EVENTS = 200;

/** That a face was seen. */
export interface FaceSighting {
  readonly eventId: string;
  readonly cameraId: number;
  readonly identity: EventIdentity['identity'];
  readonly picture: MediaPath | null;
  /** Of the upload that showed it. */
  readonly receivedAtMs: number;
  /** When it became known, by our own clock, unless that was long after its upload. */
  readonly seenAtMs: number;
}

/** Whom cameras saw last, and where people were seen last. */
export class FaceBoard {
  readonly #clock: Clock;
  readonly #onCleared: (personId: number) => void;
  readonly #byCamera = new Map<number, FaceSighting>();
  readonly #byPerson = new Map<number, FaceSighting>();
  readonly #timers = new Map<number, () => void>();

  constructor(clock: Clock, onCleared: (personId: number) => void) {
    this.#clock = clock;
    this.#onCleared = onCleared;
  }

  /** As after a start. @param clearedAtMs of each camera: what it saw before does not count */
  restore(history: Pick<History, 'events'>, clearedAtMs: (cameraId: number) => number): void {
    for (const event of history.events({ limit: RESTORE_EVENTS }).toReversed()) {
      if (event.assets.every(({ receivedAtMs }) => receivedAtMs <= clearedAtMs(event.cameraId))) continue;
      this.#record(event, null);
    }
  }

  /** Answers the ids of the people of whom there is news. */
  record(event: EventDetails): readonly number[] {
    return this.#record(event, this.#clock.nowMs());
  }

  lastOf(cameraId: number): FaceSighting | null {
    return this.#byCamera.get(cameraId) ?? null;
  }

  lastSightingOf(personId: number): FaceSighting | null {
    return this.#byPerson.get(personId) ?? null;
  }

  isPresent(personId: number): boolean {
    const sighting = this.#byPerson.get(personId);
    return sighting !== undefined && sighting.seenAtMs + PRESENT_MS > this.#clock.nowMs();
  }

  /** As if this camera had seen nobody so far; answers the ids of the people that it had seen last. */
  clear(cameraId: number): readonly number[] {
    this.#byCamera.delete(cameraId);
    const people = [...this.#byPerson].flatMap(([id, sighting]) => (sighting.cameraId === cameraId ? [id] : []));
    for (const id of people) this.#byPerson.delete(id);
    return people;
  }

  stop(): void {
    for (const cancel of this.#timers.values()) cancel();
    this.#timers.clear();
  }

  #record(event: EventDetails, nowMs: number | null): readonly number[] {
    const told = new Set(this.#forgetEvent(event.id));
    const receivedAtMs = Math.max(...event.assets.map((asset) => asset.receivedAtMs));
    const isFresh = nowMs !== null && receivedAtMs + FRESH_MS > nowMs;
    for (const { identity, facePicture } of eventIdentities(event.tracks).toReversed()) {
      const { id: eventId, cameraId } = event;
      const seenAtMs = isFresh ? nowMs : receivedAtMs;
      const sighting = { eventId, cameraId, identity, picture: facePicture, receivedAtMs, seenAtMs };
      keepLatest(this.#byCamera, cameraId, sighting);
      if (identity.kind !== 'known') continue;
      keepLatest(this.#byPerson, identity.personId, sighting);
      told.add(identity.personId);
      this.#await(identity.personId);
    }
    return [...told];
  }

  /** An event whose faces are judged anew need not show the same people any more. */
  #forgetEvent(eventId: string): readonly number[] {
    for (const [id, sighting] of this.#byCamera) if (sighting.eventId === eventId) this.#byCamera.delete(id);
    const people = [...this.#byPerson].flatMap(([id, sighting]) => (sighting.eventId === eventId ? [id] : []));
    for (const id of people) this.#byPerson.delete(id);
    return people;
  }

  #await(personId: number): void {
    this.#timers.get(personId)?.();
    this.#timers.delete(personId);
    const delayMs = (this.#byPerson.get(personId)?.seenAtMs ?? 0) + PRESENT_MS - this.#clock.nowMs();
    if (delayMs <= 0) return;
    this.#timers.set(
      personId,
      this.#clock.after(delayMs, () => this.#onCleared(personId)),
    );
  }
}

/** Of equally late ones the later told, which is the surest of its event. */
function keepLatest(sightings: Map<number, FaceSighting>, key: number, sighting: FaceSighting): void {
  const known = sightings.get(key);
  if (!known || known.receivedAtMs <= sighting.receivedAtMs) sightings.set(key, sighting);
}

/** For people: a name, a stranger's label, or what stands in their place. */
export function whoIs({ identity }: Pick<FaceSighting, 'identity'>): string {
  if (identity.kind === 'known') return identity.name;
  if (identity.kind === 'unsure') return 'unsure';
  return identity.strangerId === null ? (identityKey(identity) ?? 'unknown') : strangerLabel(identity.strangerId);
}

/** Percent, of the person or the likeliest candidate; null for a stranger. */
export function similarityPct({ identity }: Pick<FaceSighting, 'identity'>): number | null {
  const named = identity.kind === 'unsure' ? identity.candidates[0] : identity.kind === 'known' ? identity : undefined;
  return named ? Math.round(named.similarity * 1000) / 10 : null;
}
