/** Lets so much work run at a time; the rest waits in order of arrival. */
export class FewAtOnce {
  #free: number;
  readonly #waiting: (() => void)[] = [];

  /** @param most at least 1 */
  constructor(most: number) {
    this.#free = most;
  }

  async run<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#free > 0) this.#free--;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#free++;
    }
  }
}
