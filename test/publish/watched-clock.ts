import { ManualClock } from '../support/manual-clock.ts';

/** A manual clock that tells when somebody begins to wait for a given time. */
export class WatchedClock extends ManualClock {
  readonly #waits: number[] = [];
  #watchers: { delayMs: number; resolve: () => void }[] = [];

  override after(delayMs: number, callback: () => void): () => void {
    const cancel = super.after(delayMs, callback);
    const watcher = this.#watchers.find((other) => other.delayMs === delayMs);
    if (watcher) {
      this.#watchers = this.#watchers.filter((other) => other !== watcher);
      watcher.resolve();
    } else this.#waits.push(delayMs);
    return () => {
      const index = this.#waits.indexOf(delayMs);
      if (index >= 0) this.#waits.splice(index, 1);
      cancel();
    };
  }

  /** Resolves when a wait of exactly this long has begun that was not asked for before. */
  wait(delayMs: number): Promise<void> {
    const index = this.#waits.indexOf(delayMs);
    if (index >= 0) {
      this.#waits.splice(index, 1);
      return Promise.resolve();
    }
    return new Promise((resolve) => this.#watchers.push({ delayMs, resolve }));
  }
}
