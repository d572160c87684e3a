import type { Settings } from './reolink-settings.ts';

/** What the camera's clock shows, YYYYMMDDhhmmss, going by nothing but its own settings. */
export function stampAt(nowMs: number, time: Settings, dst: Settings | null): string {
  const standardMs = nowMs - Number(time['timeZone']) * 1000;
  const aheadMs =
    dst !== null && dst['enable'] === 1 && isSummer(standardMs, dst) ? Number(dst['offset']) * 3_600_000 : 0;
  return new Date(standardMs + aheadMs)
    .toISOString()
    .replaceAll(/[^0-9]/g, '')
    .slice(0, 14);
}

/** Both ends by the clock before the change: the end by summer time. */
function isSummer(standardMs: number, dst: Settings): boolean {
  const year = new Date(standardMs).getUTCFullYear();
  const startMs = changeMs(year, 'start', dst);
  const endMs = changeMs(year, 'end', dst) - Number(dst['offset']) * 3_600_000;
  if (startMs < endMs) return standardMs >= startMs && standardMs < endMs;
  return standardMs >= startMs || standardMs < endMs;
}

function changeMs(year: number, end: 'start' | 'end', dst: Settings): number {
  const [month, week, weekday, hour, minute] = ['Mon', 'Week', 'Weekday', 'Hour', 'Min'].map((part) =>
    Number(dst[end + part]),
  ) as [number, number, number, number, number];
  const first = new Date(Date.UTC(year, month - 1, 1)).getUTCDay();
  let day = 1 + ((weekday - first + 7) % 7) + (week - 1) * 7;
  while (day > new Date(Date.UTC(year, month, 0)).getUTCDate()) day -= 7;
  return Date.UTC(year, month - 1, day, hour, minute);
}
