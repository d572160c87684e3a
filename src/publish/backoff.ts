/** Waits that double from `firstMs` up to `mostMs`, until reset. */
export class Backoff {
  readonly #firstMs: number;
  readonly #mostMs: number;
  #failures = 0;

  constructor(firstMs: number, mostMs: number) {
    this.#firstMs = firstMs;
    this.#mostMs = mostMs;
  }

  nextMs(): number {
    const delayMs = Math.min(this.#mostMs, this.#firstMs * 2 ** this.#failures);
    this.#failures = Math.min(this.#failures + 1, 30);
    return delayMs;
  }

  reset(): void {
    this.#failures = 0;
  }
}
