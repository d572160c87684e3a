import type { Clock } from '../runtime/clock.ts';

/** So long does what nobody needs give way to what does; then it has one turn, so that it is not put off for ever. */
const PATIENCE_MS = 20_000;

/** Waits until nothing more important does. Whoever sees things change calls `look`. */
export class QuietMoment {
  readonly #clock: Clock;
  readonly #waiting = new Set<() => void>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  look(): void {
    for (const look of [...this.#waiting]) look();
  }

  /** Rejects with the signal's reason when it ends. */
  async wait(isBusy: () => boolean, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (!isBusy()) return;
    const quiet = Promise.withResolvers<void>();
    const look = () => {
      if (!isBusy()) quiet.resolve();
    };
    const abort = () => quiet.reject(signal.reason);
    const cancel = this.#clock.after(PATIENCE_MS, () => quiet.resolve());
    this.#waiting.add(look);
    signal.addEventListener('abort', abort, { once: true });
    try {
      await quiet.promise;
    } finally {
      cancel();
      this.#waiting.delete(look);
      signal.removeEventListener('abort', abort);
    }
  }
}
