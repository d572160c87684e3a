/** Whether something is told for the first time, by its key. Forgets all when there are too many, so it stays small. */
export class OnceEach {
  readonly #told = new Set<string>();
  readonly #limit: number;

  constructor(limit = 1000) {
    this.#limit = limit;
  }

  isFirst(key: string): boolean {
    if (this.#told.has(key)) return false;
    if (this.#told.size >= this.#limit) this.#told.clear();
    this.#told.add(key);
    return true;
  }

  forget(key: string): void {
    this.#told.delete(key);
  }
}
