import type { Clock } from '../runtime/clock.ts';

/** Calls `onStall` when nothing happened for a while, but only during a wait: a slow consumer is no stall. */
export class Watchdog {
  readonly #clock: Clock;
  readonly #limitMs: number;
  readonly #onStall: () => void;
  #cancel: (() => void) | null = null;
  #stalled = false;

  constructor(clock: Clock, limitMs: number, onStall: () => void) {
    this.#clock = clock;
    this.#limitMs = limitMs;
    this.#onStall = onStall;
  }

  get stalled(): boolean {
    return this.#stalled;
  }

  /** Watches until the promise settles. */
  async during<T>(wait: Promise<T>): Promise<T> {
    this.#arm();
    try {
      return await wait;
    } finally {
      this.#cancel?.();
      this.#cancel = null;
    }
  }

  /** Something happened. */
  touch(): void {
    if (this.#cancel) this.#arm();
  }

  #arm(): void {
    this.#cancel?.();
    this.#cancel = this.#clock.after(this.#limitMs, () => {
      this.#stalled = true;
      this.#onStall();
    });
  }
}
