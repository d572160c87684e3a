import type { SightingCountAnswer } from '../../../../../src/domain/statistics-schemas.ts';
import { dayKey, dayStartMs } from '../../format/time.ts';

/** A chart's row: its key, and how often something was seen. */
export type Counted = Pick<SightingCountAnswer, 'key' | 'raised' | 'suppressed'>;

/** Every hour of the day, also those in which nothing was seen. */
export function everyHour(counts: readonly Counted[]): readonly Counted[] {
  return filledIn(
    Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, '0')),
    counts,
  );
}

/** Every one of so many days up to today, also those on which nothing was seen. */
export function everyDay(counts: readonly Counted[], days: number): readonly Counted[] {
  const today = dayKey(Date.now());
  // Noon, so that a day of 23 or 25 hours skips none.
  const keys = Array.from({ length: days }, (_, at) => dayKey(dayStartMs(today, at - days + 1) + 12 * 3_600_000));
  return filledIn(keys, counts);
}

function filledIn(keys: readonly string[], counts: readonly Counted[]): readonly Counted[] {
  const known = new Map(counts.map((count) => [count.key, count]));
  return keys.map((key) => known.get(key) ?? { key, raised: 0, suppressed: 0 });
}

export function mostOf(counts: readonly Counted[]): number {
  return Math.max(1, ...counts.map(({ raised, suppressed }) => raised + suppressed));
}
