/** Takes the items of a source one by one, the next being fetched while the last is worked on: one ahead, never more. */
export class ReadAhead<T> {
  readonly #source: AsyncGenerator<T, void>;
  #ahead: Promise<IteratorResult<T, void>> | null = null;

  constructor(source: AsyncGenerator<T, void>) {
    this.#source = source;
  }

  /** The next item; null at the end. */
  async next(): Promise<T | null> {
    const result = await (this.#ahead ?? this.#source.next());
    if (result.done) return null;
    this.#ahead = this.#source.next();
    // Whoever leaves early never asks for it; a fault in it shows when it is asked for.
    this.#ahead.catch(() => {});
    return result.value;
  }
}
