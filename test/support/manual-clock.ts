import type { Clock } from '../../src/runtime/clock.ts';

/** A clock that stands until it is told to move; timers due on the way fire in their order. */
export class ManualClock implements Clock {
  #nowMs: number;
  #timers: { dueMs: number; callback: () => void }[] = [];

  constructor(nowMs = Date.UTC(2026, 10, 22, 12, 0, 0)) {
    this.#nowMs = nowMs;
  }

  nowMs(): number {
    return this.#nowMs;
  }

  after(delayMs: number, callback: () => void): () => void {
    const timer = { dueMs: this.#nowMs + delayMs, callback };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  /** As somebody sets a clock: timers run on. */
  setBack(byMs: number): void {
    this.#nowMs -= byMs;
    for (const timer of this.#timers) timer.dueMs -= byMs;
  }

  advance(byMs: number): void {
    const untilMs = this.#nowMs + byMs;
    for (;;) {
      const next = this.#timers.filter((timer) => timer.dueMs <= untilMs).sort((a, b) => a.dueMs - b.dueMs)[0];
      if (!next) break;
      this.#timers = this.#timers.filter((timer) => timer !== next);
      this.#nowMs = Math.max(this.#nowMs, next.dueMs);
      next.callback();
    }
    this.#nowMs = untilMs;
  }
}
