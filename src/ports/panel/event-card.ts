import type { SeenPerson } from '../../domain/event-identities.ts';
import type { EventShape } from '../../domain/event-shapes.ts';
import type { MediaPath } from '../../domain/media-path.ts';

/** `waiting`: something of it is still to be analysed. `kept`: analytics is off for its camera. */
export type EventState = 'waiting' | 'analysed' | 'failed' | 'kept';

/** An event as the timeline shows it. */
export interface EventCard {
  readonly id: string;
  readonly cameraId: number;
  readonly startedAtMs: number;
  readonly endedAtMs: number;
  readonly state: EventState;
  /** What raised it, the most confident first. */
  readonly shapes: readonly EventShape[];
  /** Whom its faces show, known people first. */
  readonly people: readonly SeenPerson[];
  /** Shapes that stood still all the time and raised nothing. */
  readonly stationary: readonly string[];
  /** The best whole picture at hand: what was found is marked in it; null while there is a clip alone. */
  readonly picture: MediaPath | null;
  readonly hasClip: boolean;
}

/** A page of the timeline, newest first. */
export interface EventList {
  readonly events: readonly EventCard[];
  /** What to ask the next page with, as `before`; null when this is the last. */
  readonly next: string | null;
}
