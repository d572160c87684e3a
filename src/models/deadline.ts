import type { Clock } from '../runtime/clock.ts';

/** A time limit that can be set anew while work goes on. Its signal aborts with the error given, or as the outer signal does. */
export class Deadline {
  readonly signal: AbortSignal;
  readonly #controller = new AbortController();
  readonly #clock: Clock;
  #cancel: () => void = () => {};

  constructor(clock: Clock, outer: AbortSignal) {
    this.#clock = clock;
    this.signal = AbortSignal.any([outer, this.#controller.signal]);
  }

  /** From now on; replaces the limit set before. */
  set(limitMs: number, error: Error): void {
    this.#cancel();
    this.#cancel = this.#clock.after(limitMs, () => this.#controller.abort(error));
  }

  clear(): void {
    this.#cancel();
  }
}
