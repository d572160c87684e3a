import { DateTime, IANAZone } from 'luxon';

/** A camera's clock may run this far ahead of ours. */
const AHEAD_MS = 5 * 60_000;

/**
 * The instant that a camera's wall clock shows.
 *
 * @param stamp YYYYMMDDhhmmss
 * @param timezone IANA; empty or unknown = this machine's
 * @param receivedAtMs settles a time that occurs twice, at the end of daylight saving: the later one unless it is still
 *   to come. A time that daylight saving leaves out counts on from before the gap (02:30 is 03:30 by then).
 * @returns ms since 1970 UTC, or null for a stamp that is no date and time
 */
export function wallClockMs(stamp: string, timezone: string, receivedAtMs: number): number | null {
  const parts = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})$/.exec(stamp);
  if (!parts) return null;
  const [year, month, day, hour, minute, second] = parts.slice(1).map(Number);
  const zone = IANAZone.isValidZone(timezone) ? timezone : 'system';
  // Absent parts cannot be: the expression has six groups. luxon takes each as optional.
  const time = DateTime.fromObject({ year, month, day, hour, minute, second } as Record<string, number>, { zone });
  if (!time.isValid || hour === 24) return null;

  const instants = time
    .getPossibleOffsets()
    .map((possible) => possible.toMillis())
    .sort((a, b) => a - b);
  return instants.findLast((instant) => instant <= receivedAtMs + AHEAD_MS) ?? instants[0] ?? null;
}
