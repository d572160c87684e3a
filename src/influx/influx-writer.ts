import { messageOf } from '../domain/concierge-error.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Logger } from '../runtime/logger.ts';
import { erasureFromJson } from './erasure.ts';
import { InfluxConnection, type WriteOutcome } from './influx-connection.ts';
import { InfluxEraser } from './influx-eraser.ts';
import type { InfluxTarget } from './influx-target.ts';
import type { OutboxRow, OutboxTable } from './outbox-table.ts';

/** Rows of the outbox in one request: a few thousand points at most. */
const BATCH_ROWS = 500;
const FIRST_WAIT_MS = 1_000;
const MOST_WAIT_MS = 5 * 60_000;
/** A connection that hangs must not take the other services' time to stop. */
const STOP_DEADLINE_MS = 2_000;

export interface InfluxWriterParts {
  readonly target: InfluxTarget;
  readonly outbox: OutboxTable;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Called after the first batch that was taken. */
  readonly onConnected: () => void;
}

/** Empties the outbox into InfluxDB, one batch at a time, oldest first; waits longer and longer while that fails. */
export class InfluxWriter {
  readonly #parts: InfluxWriterParts;
  readonly #connection: InfluxConnection;
  readonly #eraser: InfluxEraser;
  #working: Promise<void> | null = null;
  #cancelWait = () => {};
  #isWaiting = false;
  #isStopped = false;
  #failures = 0;
  #batchRows = BATCH_ROWS;
  #problem: string | null = null;
  #version: string | null = null;
  #refusedRows = 0;

  constructor(parts: InfluxWriterParts) {
    this.#parts = parts;
    this.#connection = new InfluxConnection(parts.target);
    this.#eraser = new InfluxEraser(parts.target, () => this.#connection.version());
  }

  /** In words, why nothing is taken at present. */
  get problem(): string | null {
    return this.#problem;
  }

  /** Of the server; null before the first batch was taken. */
  get version(): string | null {
    return this.#version;
  }

  get refusedRows(): number {
    return this.#refusedRows;
  }

  /** There may be something to write. */
  wake(): void {
    if (this.#working || this.#isWaiting || this.#isStopped) return;
    this.#working = this.#drain()
      .catch((error: unknown) => this.#failed(messageOf(error), 0))
      .finally(() => {
        this.#working = null;
      });
  }

  /** Resolves when the outbox is empty, or has to wait. */
  async idle(): Promise<void> {
    await this.#working;
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#cancelWait();
    const { promise: tooLate, resolve } = Promise.withResolvers<void>();
    const cancel = this.#parts.clock.after(STOP_DEADLINE_MS, resolve);
    await Promise.race([this.idle(), tooLate]);
    cancel();
  }

  async #drain(): Promise<void> {
    const { outbox } = this.#parts;
    while (!this.#isStopped && !this.#isWaiting) {
      const next = outbox.oldest(this.#batchRows);
      if (next.length === 0) return;
      // What is to be forgotten goes one by one.
      const rows = next[0]?.kind === 'erasure' ? next.slice(0, 1) : next;
      const outcome = await this.#tell(rows);
      const ids = rows.map(({ id }) => id);
      if (outcome.kind === 'written') {
        outbox.remove(ids);
        await this.#succeeded();
      } else if (outcome.kind !== 'refused') {
        this.#failed(outcome.why, outcome.kind === 'unreachable' ? outcome.retryAfterMs : 0);
      } else if (rows.length > 1) {
        // One of them is at fault: halves find it, and the others get through.
        this.#batchRows = Math.ceil(rows.length / 2);
      } else {
        outbox.remove(ids);
        this.#refused(outcome.why);
      }
    }
  }

  #tell(rows: readonly OutboxRow[]): Promise<WriteOutcome> {
    const lines = rows.flatMap((row) => row.lines);
    const isErasure = rows[0]?.kind === 'erasure';
    return isErasure ? this.#eraser.erase(erasureFromJson(lines.join('\n'))) : this.#connection.write(lines);
  }

  async #succeeded(): Promise<void> {
    if (this.#problem !== null) this.#parts.logger.info('InfluxDB takes points again');
    this.#problem = null;
    this.#failures = 0;
    this.#batchRows = Math.min(BATCH_ROWS, this.#batchRows * 2);
    if (this.#version !== null) return;
    this.#version = (await this.#connection.version().catch(() => null)) ?? 'of an unknown version';
    this.#parts.logger.info({ version: this.#version, url: this.#parts.target.url }, 'InfluxDB is connected');
    this.#parts.onConnected();
  }

  /** A fault that lasts is logged once. */
  #failed(why: string, retryAfterMs: number): void {
    const { logger, clock } = this.#parts;
    logger[this.#problem === null ? 'warn' : 'debug'](why);
    this.#problem = why;
    const waitMs = Math.max(retryAfterMs, Math.min(MOST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(this.#failures, 20)));
    this.#failures += 1;
    this.#isWaiting = true;
    const cancel = clock.after(waitMs, () => {
      this.#isWaiting = false;
      this.wake();
    });
    this.#cancelWait = () => {
      cancel();
      this.#isWaiting = false;
    };
  }

  #refused(why: string): void {
    this.#parts.logger[this.#refusedRows === 0 ? 'warn' : 'debug'](why);
    this.#refusedRows += 1;
  }
}
