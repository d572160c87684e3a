import { randomUUID } from 'node:crypto';
import type { ReadonlyConfig } from '../ports/config-store.ts';
import type { ConfigRow } from './config-row.ts';
import { isObject } from './field-reader.ts';
import type { FieldMessages } from './message.ts';
import { resolveReference } from './resolve-reference.ts';
import type { RestTable } from './rest-tables.ts';
import { checkRow } from './row-checks.ts';

export type WrittenRow =
  | { readonly kind: 'fine'; readonly row: ConfigRow }
  | { readonly kind: 'bad'; readonly message: FieldMessages };

/**
 * The row that a caller's body makes, in the form in which it is kept.
 *
 * @param base what it begins with: nothing for a POST, the whole row for a PATCH, what a caller cannot write for a PUT
 */
export function writeRow(
  rules: RestTable,
  base: Readonly<Record<string, unknown>>,
  id: number,
  body: unknown,
  document: ReadonlyConfig,
): WrittenRow {
  if (!isObject(body)) return { kind: 'bad', message: { body: 'is missing: a JSON object is expected' } };
  // Without a prototype, a field called __proto__ is a field like any other.
  const message: Record<string, string> = Object.create(null);
  const row: Record<string, unknown> = { ...base, ...newIdentity(rules, base), id };
  for (const [field, written] of Object.entries(body)) {
    if (rules.readOnly.includes(field)) continue;
    if (!Object.hasOwn(rules.schema.properties, field)) {
      message[field] = 'is not a field of this table';
      continue;
    }
    const reference = rules.references[field];
    if (!reference) {
      const whole = rules.complete?.[field]?.(written) ?? written;
      row[field] = typeof whole === 'string' && !rules.secret.includes(field) ? whole.trim() : whole;
      continue;
    }
    const resolved = resolveReference(reference, written, document);
    if (resolved.kind === 'fine') row[field] = resolved.value;
    else message[field] = resolved.why;
  }
  const problems = { ...checkRow(rules, row, document), ...message };
  // checkRow has held every field, `id` among them, against the table's schema.
  return Object.keys(problems).length === 0
    ? { kind: 'fine', row: row as ConfigRow }
    : { kind: 'bad', message: problems };
}

/** What a PUT keeps of the row that it replaces. */
export function unwritable(rules: RestTable, row: ConfigRow): Record<string, unknown> {
  const kept = [...rules.readOnly, ...rules.secret, ...(rules.kept ?? [])];
  return Object.fromEntries(Object.entries(row).filter(([field]) => kept.includes(field)));
}

function newIdentity(rules: RestTable, base: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return rules.readOnly.includes('uuid') && base['uuid'] === undefined ? { uuid: randomUUID() } : {};
}
