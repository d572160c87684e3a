import { messageOf } from '../domain/concierge-error.ts';
import type { ReadonlyConfig } from '../ports/config-store.ts';
import type { Logger } from '../runtime/logger.ts';
import { type CallOutcome, type CallParts, callListener } from './call-listener.ts';
import type { HealthBoard } from './health-board.ts';
import type { OutboxTable, WaitingMessage } from './outbox-table.ts';

export type Listener = ReadonlyConfig['camera_listeners'][number];

export const CALL_MS = 10_000;
const FIRST_RETRY_MS = 5_000;
const LONGEST_RETRY_MS = 15 * 60_000;
/** News of yesterday is none. */
const MAX_AGE_MS = 24 * 3_600_000;

export interface DeliveryParts extends CallParts {
  readonly outbox: OutboxTable;
  readonly health: HealthBoard;
  /** The row as it is now; null when it is gone. */
  readonly find: (listenerId: number) => Listener | null;
  readonly logger: Logger;
}

/** Takes what waits to its listeners, each one's in order and one at a time, so that none holds up another. */
export class Deliveries {
  readonly #parts: DeliveryParts;
  readonly #stopping = new AbortController();
  readonly #running = new Map<number, Promise<void>>();
  readonly #waits = new Map<number, () => void>();

  constructor(parts: DeliveryParts) {
    this.#parts = parts;
  }

  /** Something waits for this listener. */
  wake(listenerId: number): void {
    if (this.#stopping.signal.aborted || this.#running.has(listenerId) || this.#waits.has(listenerId)) return;
    const run = this.#deliver(listenerId).catch((error: unknown) => {
      this.#parts.logger.error({ err: error }, `cannot read what waits for listeners: ${messageOf(error)}`);
    });
    this.#running.set(listenerId, run);
    void run.then(() => this.#running.delete(listenerId)).then(() => this.#waitForDue(listenerId));
  }

  async stop(): Promise<void> {
    this.#stopping.abort(new Error('Concierge stops'));
    for (const cancel of this.#waits.values()) cancel();
    await Promise.allSettled(this.#running.values());
  }

  async #deliver(listenerId: number): Promise<void> {
    const { outbox, clock, find } = this.#parts;
    for (;;) {
      const listener = find(listenerId);
      const message = outbox.next(listenerId);
      if (!listener || !message || waitMs(message, clock.nowMs()) > 0 || this.#stopping.signal.aborted) return;
      const outcome = await callListener(listener.url, message.body, CALL_MS, this.#parts, this.#stopping.signal);
      if (this.#stopping.signal.aborted) return;
      this.#conclude(listener, message, outcome);
    }
  }

  #conclude(listener: Listener, message: WaitingMessage, outcome: CallOutcome): void {
    const { outbox, health, clock, logger } = this.#parts;
    const failure = failureOf(outcome);
    if (failure === null) {
      outbox.delivered(message);
      health.succeeded(listener.id);
      return;
    }
    const wasWell = health.of(listener.id).state !== 'failing' && health.of(listener.id).state !== 'refused';
    health.failed(listener.id, failure.why, failure.isLasting && outcome.kind === 'failed');
    logger[wasWell ? 'warn' : 'debug']({ listener: listener.id }, `Cannot tell a listener: ${failure.why}.`);
    if (failure.isLasting || clock.nowMs() - message.createdAtMs > MAX_AGE_MS) {
      outbox.drop(message);
      health.dropped(listener.id, 1);
    } else outbox.postpone(message, clock.nowMs() + retryAfterMs(message.attempts));
  }

  #waitForDue(listenerId: number): void {
    const { outbox, clock } = this.#parts;
    if (this.#stopping.signal.aborted) return;
    const message = outbox.next(listenerId);
    if (!message || !this.#parts.find(listenerId)) return;
    const cancel = clock.after(waitMs(message, clock.nowMs()), () => {
      this.#waits.delete(listenerId);
      this.wake(listenerId);
    });
    this.#waits.set(listenerId, cancel);
  }
}

/** A refusal of what was sent will be one again; a fault, or "too many", may pass. */
export function failureOf(outcome: CallOutcome): { readonly why: string; readonly isLasting: boolean } | null {
  if (outcome.kind === 'failed') return outcome;
  const { status } = outcome;
  if (status >= 200 && status < 300) return null;
  const isLasting = status >= 400 && status < 500 && status !== 408 && status !== 425 && status !== 429;
  return { why: `it answers status ${status}`, isLasting };
}

/** One that is due later than anything is put off is of a clock that has been set back since: it is due. */
function waitMs({ dueAtMs }: WaitingMessage, nowMs: number): number {
  const leftMs = dueAtMs - nowMs;
  return leftMs > LONGEST_RETRY_MS ? 0 : Math.max(0, leftMs);
}

export function retryAfterMs(attempts: number): number {
  return Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(attempts, 20));
}
