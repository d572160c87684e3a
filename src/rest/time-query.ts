import { DateTime } from 'luxon';
import { Type } from 'typebox';

const FORM = '^(\\d{1,11}(\\.\\d{1,9})?|\\d{4}-\\d{2}-\\d{2}([T -]\\d{2}:\\d{2}.{0,20})?)$';

const EXAMPLES = ['2026-11-22', '2026-11-22T10:00:00Z', '1763805600'];

const EXPECTED =
  'Seconds since 1970, or ISO 8601 such as `2026-11-22` or `2026-11-22T10:00:00Z`; UTC unless it says otherwise.';

/** `?from=` and `?to=`, both inclusive; a day alone is the whole of it. */
export const TIME_FIELDS = {
  from: Type.Optional(Type.String({ pattern: FORM, examples: EXAMPLES, description: `Not before this. ${EXPECTED}` })),
  to: Type.Optional(Type.String({ pattern: FORM, examples: EXAMPLES, description: `Not after this. ${EXPECTED}` })),
};

/** ms since 1970 UTC; null for what is no time. */
export function readTime(text: string, edge: 'from' | 'to'): number | null {
  if (/^\d+(\.\d+)?$/.test(text)) return Math.round(Number(text) * 1000);
  // The wire contract's own form of a minute.
  const given = text.replace(/^(\d{4}-\d{2}-\d{2})[ -](?=\d{2}:)/, '$1T');
  const read = DateTime.fromISO(given, { zone: 'utc' });
  if (!read.isValid) return null;
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(given);
  return (isDay && edge === 'to' ? read.endOf('day') : read).toMillis();
}
