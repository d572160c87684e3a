import type { ServiceHealth } from '../../runtime/service.ts';
import type { QueueDepth } from '../analysis-queue.ts';
import type { ReidentificationProgress } from '../gallery.ts';
import type { EventCard } from './event-card.ts';

export type NamedHealth = { readonly name: string } & ServiceHealth;

/** What the panel is told as it happens, as the data of a server-sent event of this name. */
export interface LiveMessages {
  /** A new event, or one with new or refined shapes. */
  readonly event: EventCard;
  /** These events were deleted. */
  readonly gone: { readonly eventIds: readonly string[] };
  /** How far past events have been judged again; told as well when strangers are others than before. */
  readonly judging: ReidentificationProgress;
  readonly queue: QueueDepth;
  /** Every service, when any has changed. */
  readonly health: readonly NamedHealth[];
  /** Somebody changed cameras, profiles or the like: the revision counts up. */
  readonly config: { readonly revision: number };
}
