import type { StatisticSpan } from '../ports/statistics.ts';

const NONE = { first: 1, last: 0 };

interface UnitRange {
  readonly first: number;
  readonly last: number;
}

/** Empty ranges have their last before their first. */
export interface WholeUnits {
  /** Units of time since 1970 that lie in the span whole, by their numbers. */
  readonly units: UnitRange;
  /** What is left of the span before and behind them, in ms. */
  readonly edges: readonly [UnitRange, UnitRange];
}

export function wholeUnits({ fromMs, toMs }: StatisticSpan, unitMs: number): WholeUnits {
  const first = Math.ceil(fromMs / unitMs);
  const last = Math.floor((toMs + 1) / unitMs) - 1;
  if (last < first) return { units: NONE, edges: [{ first: fromMs, last: toMs }, NONE] };
  return {
    units: { first, last },
    edges: [
      { first: fromMs, last: first * unitMs - 1 },
      { first: (last + 1) * unitMs, last: toMs },
    ],
  };
}

/** First and last of the units, then of each edge: what SQL binds. */
export function boundsOf({ units, edges }: WholeUnits): number[] {
  return [units, ...edges].flatMap(({ first, last }) => [first, last]);
}
