import type { EventRemoval, RemovalOutcome } from '../ports/event-removal.ts';
import type { EventViewers } from '../ports/panel/event-viewers.ts';
import type { RetentionStore } from '../ports/retention.ts';
import type { Logger } from '../runtime/logger.ts';
import type { MediaRoot } from '../runtime/media-root.ts';
import { MediaDisposal } from './media-disposal.ts';
import type { MediaPresence } from './media-presence.ts';
import { UnitDisposal } from './unit-disposal.ts';

/** More units than begin in the same millisecond. */
const NEIGHBOURS = 100;

export interface EventDisposalParts {
  readonly store: RetentionStore;
  readonly media: MediaRoot;
  readonly presence: Pick<MediaPresence, 'absence'>;
  readonly viewers: Pick<EventViewers, 'eventsGone'>;
  readonly logger: Logger;
}

/** One event in place of the oldest ones, and otherwise as the cleanup does it. */
export class EventDisposal implements EventRemoval {
  readonly #parts: EventDisposalParts;
  readonly #disposal: MediaDisposal;

  constructor(parts: EventDisposalParts) {
    this.#parts = parts;
    this.#disposal = new MediaDisposal(parts.media);
  }

  async remove(event: Parameters<EventRemoval['remove']>[0], signal: AbortSignal): Promise<RemovalOutcome> {
    const { store } = this.#parts;
    const near = store.oldestUnits('all', { startedAtMs: event.startedAtMs, id: '' }, NEIGHBOURS);
    const unit = near.find(({ id }) => id === event.id);
    if (!unit) return 'absent';
    if (unit.keep) return 'kept';
    if (unit.waits) return 'waits';
    const units = new UnitDisposal({ ...this.#parts, disposal: this.#disposal });
    const measured = await units.measure(unit, await this.#disposal.device());
    // Its files would come back with the share, as new ones.
    if (measured.missing !== 'none' && (await this.#parts.presence.absence()) !== null) return 'away';
    const gone = await units.remove([measured], signal);
    if (gone.length > 0) return 'removed';
    return units.failures > 0 ? 'failed' : 'waits';
  }
}
