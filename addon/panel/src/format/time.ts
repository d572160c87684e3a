import { userLocale } from '../app/home-assistant.ts';
import { language } from '../i18n/translator.ts';

type Format = Intl.DateTimeFormatOptions;

const formats = new Map<string, Intl.DateTimeFormat>();

function formatted(ms: number, format: Format): string {
  const { language: tag, hour12, timeZone } = userLocale();
  // Words in the language that the panel speaks; order and separators as in the user's own region.
  const locale = tag.split('-')[0] === language() ? tag : language();
  const key = JSON.stringify([locale, hour12, timeZone, format]);
  const known =
    formats.get(key) ?? new Intl.DateTimeFormat(locale, { ...format, ...hours(format, hour12), ...zone(timeZone) });
  formats.set(key, known);
  return known.format(ms);
}

function hours(format: Format, hour12: boolean | undefined): Format {
  return hour12 === undefined || !(format.hour || format.timeStyle) ? {} : { hour12 };
}

function zone(timeZone: string | undefined): Format {
  return timeZone === undefined ? {} : { timeZone };
}

/** `14:05` */
export function clockTime(ms: number): string {
  return formatted(ms, { hour: 'numeric', minute: '2-digit' });
}

/** `14:05:31` */
export function exactTime(ms: number): string {
  return formatted(ms, { hour: 'numeric', minute: '2-digit', second: '2-digit' });
}

/** `14:00`, `2:00 PM`: an hour of the day, 0..23. */
export function hourOfDay(hour: number): string {
  const { language: tag, hour12 } = userLocale();
  const format: Format = { hour: 'numeric', minute: '2-digit' };
  return new Intl.DateTimeFormat(tag, { ...format, ...hours(format, hour12), timeZone: 'UTC' }).format(
    Date.UTC(2026, 0, 1, hour),
  );
}

/** `Wednesday, 25 November` */
export function dayName(ms: number): string {
  return formatted(ms, { weekday: 'long', day: 'numeric', month: 'long' });
}

/** `25 Nov` */
export function dayAndMonth(ms: number): string {
  return formatted(ms, { day: 'numeric', month: 'short' });
}

/** `25 Nov 2026, 14:05` */
export function dateAndTime(ms: number): string {
  return formatted(ms, { dateStyle: 'medium', timeStyle: 'short' });
}

/** One for each day of the user's, and in its order: `2026-11-25`. */
export function dayKey(ms: number): string {
  const { timeZone } = userLocale();
  return new Intl.DateTimeFormat('en-CA', { dateStyle: 'short', ...zone(timeZone) }).format(ms);
}

/** When that day of the user's, or one so many days later, begins. */
export function dayStartMs(day: string, daysLater = 0): number {
  const { timeZone } = userLocale();
  const utcMs = Date.parse(`${day}T00:00:00Z`) + daysLater * 86_400_000;
  if (timeZone === undefined) {
    const date = new Date(utcMs);
    return new Date(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()).getTime();
  }
  // What the clock of that zone is ahead by, asked twice, since it may change between the two.
  const once = utcMs - aheadMs(utcMs, timeZone);
  return utcMs - aheadMs(once, timeZone);
}

function aheadMs(ms: number, timeZone: string): number {
  const shown = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(ms);
  return Date.parse(`${shown.replace(' ', 'T')}Z`) - Math.floor(ms / 1000) * 1000;
}

/** `3 minutes ago`, `yesterday` */
export function ago(ms: number, nowMs = Date.now()): string {
  const seconds = Math.min(0, (ms - nowMs) / 1000);
  const [unit, size] = UNITS.find(([, length]) => -seconds >= length) ?? (['second', 1] as const);
  return new Intl.RelativeTimeFormat(language(), { numeric: 'auto' }).format(Math.trunc(seconds / size), unit);
}

const UNITS = [
  ['year', 365 * 86_400],
  ['month', 30 * 86_400],
  ['week', 7 * 86_400],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const;

/** `0:31`, `12:04` */
export function duration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** `3 hours`, `2 days`: how long, to the largest unit. */
export function roughly(ms: number): string {
  const seconds = ms / 1000;
  const [unit, size] = UNITS.find(([, length]) => seconds >= length) ?? (['second', 1] as const);
  const value = Math.round(seconds / size);
  return new Intl.NumberFormat(language(), { style: 'unit', unit, unitDisplay: 'long' }).format(value);
}

/** `0.05 sec`, `12.4 sec` */
export function seconds(ms: number): string {
  const format = { style: 'unit', unit: 'second', maximumFractionDigits: ms < 1000 ? 2 : 1 } as const;
  return new Intl.NumberFormat(language(), format).format(ms / 1000);
}
