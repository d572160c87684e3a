import { setImmediate } from 'node:timers/promises';
import { messageOf } from '../domain/concierge-error.ts';
import type { ArchiveWalk } from '../ports/archive-walk.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Logger } from '../runtime/logger.ts';
import type { InfluxTarget } from './influx-target.ts';
import type { OutboxTable } from './outbox-table.ts';

const PAGE = 100;
/** What is seen now has its place in the outbox, too. */
const ENOUGH_WAITING = 2_000;
const WAIT_MS = 1_000;

export interface BackfillParts {
  readonly target: InfluxTarget;
  readonly outbox: OutboxTable;
  readonly archive: ArchiveWalk;
  /** Puts an event into the outbox. */
  readonly tell: (eventId: string) => void;
  readonly wake: () => void;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Gives an InfluxDB that is new to us what was there before it, once, a little at a time. */
export class Backfill {
  readonly #parts: BackfillParts;
  #running: Promise<void> | null = null;
  #stopping = new AbortController();

  constructor(parts: BackfillParts) {
    this.#parts = parts;
  }

  get isRunning(): boolean {
    return this.#running !== null;
  }

  /** Goes on where an earlier run was cut short. */
  start(): void {
    this.#running ??= this.#run()
      .catch((error: unknown) => this.#parts.logger.error({ error: messageOf(error) }, 'cannot fill InfluxDB'))
      .finally(() => {
        this.#running = null;
      });
  }

  stop(): void {
    this.#stopping.abort();
  }

  async #run(): Promise<void> {
    const { target, outbox, archive, tell, wake, clock, logger } = this.#parts;
    const key = `${target.url} ${target.org} ${target.bucket}`;
    let last = outbox.backfilledTo(key) ?? 0;
    let files = 0;
    while (!this.#stopping.signal.aborted) {
      if (outbox.count() > ENOUGH_WAITING) {
        const { promise, resolve } = Promise.withResolvers<void>();
        const cancel = clock.after(WAIT_MS, resolve);
        this.#stopping.signal.addEventListener('abort', () => resolve(), { once: true });
        await promise;
        cancel();
        continue;
      }
      const page = archive.analysedAfter(last, PAGE);
      for (const eventId of new Set(page.map((one) => one.eventId))) tell(eventId);
      last = page.at(-1)?.assetId ?? last;
      files += page.length;
      outbox.setBackfilledTo(key, last);
      wake();
      if (page.length < PAGE) break;
      await setImmediate();
    }
    if (files > 0) logger.info({ files }, 'InfluxDB was given what was there before it');
  }
}
