const MAX_KEYS = 1000;
const LOG_EVERY = 100;

/** Says when a fault that repeats is worth a line in the log: the first time, and then every hundredth. */
export class RepeatedFaults {
  readonly #counts = new Map<string, number>();

  /** @param log told how often it has happened by now */
  report(key: string, log: (count: number) => void): void {
    const count = this.count(key) + 1;
    const [oldest] = this.#counts.keys();
    if (count === 1 && this.#counts.size >= MAX_KEYS && oldest !== undefined) this.#counts.delete(oldest);
    this.#counts.set(key, count);
    if (count === 1 || count % LOG_EVERY === 0) log(count);
  }

  /** Since it last was over. */
  count(key: string): number {
    return this.#counts.get(key) ?? 0;
  }

  /** The fault is over: the next one is a first one again. */
  clear(key: string): void {
    this.#counts.delete(key);
  }
}
