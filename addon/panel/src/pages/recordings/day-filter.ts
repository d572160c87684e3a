import { dayKey, dayStartMs } from '../../format/time.ts';

/** Which day of which camera, as the address keeps it. */
export interface DayFilter {
  /** `2026-11-25`, a day of the user's. */
  readonly day: string;
  /** A camera's id; empty = every one. */
  readonly camera: string;
}

/** Today, unless the address says another day. */
export function dayFilterOf(query: URLSearchParams): DayFilter {
  const { day, camera } = Object.fromEntries(query);
  const isDay = day !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(day));
  return { day: isDay ? day : dayKey(Date.now()), camera: camera ?? '' };
}

/** The query of `panel/recordings` that asks for it. */
export function dayQuery({ day, camera }: DayFilter): string {
  const query = new URLSearchParams({ from: String(dayStartMs(day)), to: String(dayStartMs(day, 1) - 1) });
  if (camera !== '') query.set('camera', camera);
  return query.toString();
}

/** So many days later, or earlier when negative. */
export function dayBeside(day: string, days: number): string {
  // From noon, so that a day of 23 or 25 hours is one day too.
  return dayKey(dayStartMs(day, days) + 12 * 3_600_000);
}
