import { userLocale } from '../app/home-assistant.ts';

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** `12.3 GB` */
export function bytes(size: number): string {
  const step = size < 1 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(size) / 3));
  return new Intl.NumberFormat(userLocale().language, {
    style: 'unit',
    unit: UNITS[step] ?? 'byte',
    maximumFractionDigits: step < 3 ? 0 : 1,
  }).format(size / 1000 ** step);
}

/** `87 %` of 0.87 */
export function percent(share: number): string {
  return new Intl.NumberFormat(userLocale().language, { style: 'percent', maximumFractionDigits: 0 }).format(share);
}

/** `1,204` */
export function count(value: number): string {
  return value.toLocaleString(userLocale().language);
}

/** `0.73` */
export function decimal(value: number): string {
  return new Intl.NumberFormat(userLocale().language, { maximumFractionDigits: 2 }).format(value);
}
