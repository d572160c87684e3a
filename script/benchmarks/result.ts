/** One line of the table: several repetitions of one figure. */
export interface Measurement {
  readonly what: string;
  readonly unit: string;
  /** One a repetition. */
  readonly values: readonly number[];
  /** The bar from the design, in words; empty: none, the figure explains another. */
  readonly bar: string;
  /** Whether the figure that counts meets the bar; null: no bar. */
  readonly met: boolean | null;
  /** How the figure was made, in a few words. */
  readonly how: string;
}

/** q between 0 and 1, by the nearest rank. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const rank = Math.min(sorted.length - 1, Math.max(0, Math.ceil(q * sorted.length) - 1));
  return sorted[rank] ?? Number.NaN;
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}
