import type { Clock } from '../runtime/clock.ts';

interface Waiting {
  readonly dueMs: number;
  readonly cancel: () => void;
}

/** Turns a burst of changes of one thing into few flushes: the first at once, the rest together after a quiet time. */
export class Coalescer<Key> {
  readonly #clock: Clock;
  readonly #quietMs: number;
  readonly #flush: (key: Key) => void;
  readonly #waiting = new Map<Key, Waiting>();
  readonly #flushedAtMs = new Map<Key, number>();

  constructor(clock: Clock, quietMs: number, flush: (key: Key) => void) {
    this.#clock = clock;
    this.#quietMs = quietMs;
    this.#flush = flush;
  }

  /** Flushes now, or at the end of the quiet time when this key was flushed just before. */
  soon(key: Key): void {
    const lastMs = this.#flushedAtMs.get(key) ?? Number.NEGATIVE_INFINITY;
    this.#schedule(key, lastMs + this.#quietMs);
  }

  /** Flushes within `delayMs`; a `soon` in between takes this change along. */
  within(key: Key, delayMs: number): void {
    this.#schedule(key, this.#clock.nowMs() + delayMs);
  }

  forget(key: Key): void {
    this.#waiting.get(key)?.cancel();
    this.#waiting.delete(key);
    this.#flushedAtMs.delete(key);
  }

  stop(): void {
    for (const { cancel } of this.#waiting.values()) cancel();
    this.#waiting.clear();
  }

  #schedule(key: Key, dueMs: number): void {
    const waiting = this.#waiting.get(key);
    if (waiting && waiting.dueMs <= dueMs) return;
    waiting?.cancel();
    const delayMs = dueMs - this.#clock.nowMs();
    if (delayMs <= 0) this.#run(key);
    else this.#waiting.set(key, { dueMs, cancel: this.#clock.after(delayMs, () => this.#run(key)) });
  }

  #run(key: Key): void {
    this.#waiting.delete(key);
    this.#flushedAtMs.set(key, this.#clock.nowMs());
    this.#flush(key);
  }
}
