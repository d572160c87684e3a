import type { EventType } from './detection-message.ts';
import type { EntityDevice } from './entities/entity.ts';
import type { Session } from './session.ts';

export type TransportState =
  | { readonly kind: 'ready' }
  /** Nobody has engaged it, or Home Assistant turned out to lack what it needs. */
  | { readonly kind: 'idle' }
  | { readonly kind: 'failing'; readonly reason: string };

/** What the user does to an entity: as hostile as everything that comes from outside. */
export interface EntityCommand {
  readonly deviceId: string;
  readonly key: string;
  readonly payload: string;
}

/**
 * A way to give Home Assistant real entities. What is shown is a desired state: the transport brings Home Assistant to it
 * whenever it is engaged, as often as it takes, and sends nothing that Home Assistant has already. Calls return at once.
 */
export interface EntityTransport {
  readonly state: TransportState;
  /** How many entities it makes of a device. */
  countOf(device: EntityDevice): number;
  /** From now on through this session, from the beginning; again when Home Assistant has forgotten. Ends with the session. */
  engage(session: Session): void;
  /** No more through any session, until it is engaged again. What Home Assistant was shown stays. */
  disengage(): void;
  /** All there are: a device or an entity that was shown before and is missing goes away, after a restart as well. */
  showAll(devices: readonly EntityDevice[]): void;
  /** What a device, one of those, says now. */
  show(device: EntityDevice): void;
  /** Something moved just now. */
  motion(deviceId: string): void;
  /** By the event entity of this device. Told at most once, and not at all after `notAfterMs`. */
  tell(deviceId: string, type: EventType, message: object, notAfterMs: number): void;
  /** Says that we go, as far as that can be done within a short time. */
  signOff(): Promise<void>;
}
