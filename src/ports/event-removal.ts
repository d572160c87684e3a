import type { EventDetails } from './history.ts';

/**
 * `waits`: something of it is being analysed, or waits to be. `failed`: the disk refuses; the next cleanup tries again.
 * `away`: the share that its files are on is.
 */
export type RemovalOutcome = 'removed' | 'absent' | 'kept' | 'waits' | 'failed' | 'away';

/** Deletes what a person wants gone at once: files first, then rows. */
export interface EventRemoval {
  remove(event: { readonly id: string; readonly startedAtMs: number }, signal: AbortSignal): Promise<RemovalOutcome>;
}

/** Whoever keeps something of events elsewhere, and has to forget those that a person deleted; the cleanup tells nobody. */
export interface RemovalWatch {
  eventRemoved(event: EventDetails): void;
}
