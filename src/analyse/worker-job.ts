import { ConciergeError } from '../domain/concierge-error.ts';
import type { Clock } from '../runtime/clock.ts';
import type { JobAnswer, JobOrder } from './worker-protocol.ts';

/** What one caller waits for: settles once, by answer, error, abort or deadline. */
export class WorkerJob {
  readonly order: JobOrder;
  readonly done: Promise<JobAnswer>;
  readonly #clock: Clock;
  readonly #settled = Promise.withResolvers<JobAnswer>();
  readonly #signal: AbortSignal;
  #onGivenUp: () => void = () => {};
  #cancelDeadline = () => {};
  #startedMs = 0;
  #isSettled = false;

  constructor(order: JobOrder, signal: AbortSignal, clock: Clock) {
    this.order = order;
    this.#signal = signal;
    this.#clock = clock;
    this.done = this.#settled.promise;
  }

  get isSettled(): boolean {
    return this.#isSettled;
  }

  /** @param onGivenUp called when the caller has aborted or the deadline passed: the worker need not go on */
  watch(onGivenUp: () => void): void {
    this.#onGivenUp = onGivenUp;
    if (this.#signal.aborted) this.#abort();
    else this.#signal.addEventListener('abort', this.#abort, { once: true });
  }

  /** The worker begins: from now on the deadline counts. */
  begin(deadlineMs: number): void {
    this.#startedMs = this.#clock.nowMs();
    this.allow(deadlineMs);
  }

  /** Sets another deadline, counted from the beginning. */
  allow(deadlineMs: number): void {
    this.#cancelDeadline();
    if (this.#isSettled) return;
    const leftMs = Math.max(0, this.#startedMs + deadlineMs - this.#clock.nowMs());
    this.#cancelDeadline = this.#clock.after(leftMs, () => {
      const file = this.order.kind === 'metadata' ? this.order.file : this.order.request.file;
      const message = `Gave up on "${file}": no result within ${Math.round(deadlineMs / 1000)} s.`;
      this.reject(new ConciergeError('WORKER_TIMED_OUT', message, { details: { file, deadlineMs } }));
      this.#onGivenUp();
    });
  }

  resolve(answer: JobAnswer): void {
    this.#release();
    this.#settled.resolve(answer);
  }

  reject(error: unknown): void {
    this.#release();
    this.#settled.reject(error);
  }

  readonly #abort = (): void => {
    this.reject(this.#signal.reason);
    this.#onGivenUp();
  };

  #release(): void {
    this.#isSettled = true;
    this.#cancelDeadline();
    this.#signal.removeEventListener('abort', this.#abort);
  }
}
