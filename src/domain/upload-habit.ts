/** When a camera uploads, as far as it tells how long it is usually silent. */
export interface UploadHabit {
  readonly uploads: number;
  /** Ms since 1970 UTC; both null when there was none. */
  readonly firstAtMs: number | null;
  readonly lastAtMs: number | null;
  /** Between two uploads that followed one another; 0 with fewer than two. */
  readonly longestGapMs: number;
}

const HOUR_MS = 3_600_000;
/** With less than this nobody knows what is usual. */
const MIN_UPLOADS = 20;
const MIN_SPAN_MS = 72 * HOUR_MS;
/** A false alarm costs more trust than a late one. */
const PATIENCE = 1.5;
const SHORTEST_LIMIT_MS = 6 * HOUR_MS;

/** Over how much of the past a habit is learned. */
export const HABIT_SPAN_MS = 28 * 24 * HOUR_MS;

/** @param uploadsAtMs in any order */
export function habitOf(uploadsAtMs: readonly number[]): UploadHabit {
  const sorted = uploadsAtMs.toSorted((a, b) => a - b);
  const gaps = sorted.slice(1).map((atMs, index) => atMs - (sorted[index] ?? atMs));
  return {
    uploads: sorted.length,
    firstAtMs: sorted[0] ?? null,
    lastAtMs: sorted.at(-1) ?? null,
    longestGapMs: gaps.reduce((longest, gap) => Math.max(longest, gap), 0),
  };
}

/**
 * How long this camera may be silent: half as long again as it ever was, and at least six hours. Its longest silence has
 * its nights, its weekends and its holidays in it, so that the time of day need not be asked. Null: nobody knows yet.
 */
export function silenceLimitMs({ uploads, firstAtMs, lastAtMs, longestGapMs }: UploadHabit): number | null {
  if (uploads < MIN_UPLOADS || firstAtMs === null || lastAtMs === null) return null;
  if (lastAtMs - firstAtMs < MIN_SPAN_MS) return null;
  return Math.max(SHORTEST_LIMIT_MS, PATIENCE * longestGapMs);
}

/**
 * For how long a camera has been silent beyond its habit, in ms since its last upload; null: it is not.
 * @param deafMs for how long of the time since its last upload nobody could have heard the camera
 */
export function unusualSilenceMs(habit: UploadHabit, nowMs: number, deafMs: number): number | null {
  const limitMs = silenceLimitMs(habit);
  if (limitMs === null || habit.lastAtMs === null) return null;
  const silentMs = nowMs - habit.lastAtMs;
  return silentMs - deafMs > limitMs ? silentMs : null;
}
