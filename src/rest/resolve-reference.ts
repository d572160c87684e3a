import { parseShape } from '../domain/shapes.ts';
import type { ReadonlyConfig } from '../ports/config-store.ts';
import { type ConfigRow, rowsOf } from './config-row.ts';
import { isObject } from './field-reader.ts';
import { type Reference, rulesOf } from './rest-tables.ts';

export type Resolved =
  | { readonly kind: 'fine'; readonly value: number | null | readonly number[] }
  | { readonly kind: 'bad'; readonly why: string };

/** The id, or ids, that a caller means: an id, a name, or a row as it is read (`{"name": ...}`). */
export function resolveReference(reference: Reference, written: unknown, document: ReadonlyConfig): Resolved {
  if (reference.many) return resolveMany(reference, written, document);
  if (reference.nullable && (written === null || written === '')) return { kind: 'fine', value: null };
  const row = findRow(reference, written, document);
  return row ? { kind: 'fine', value: row.id } : { kind: 'bad', why: whyMissing(reference, [written], document) };
}

function resolveMany(reference: Reference, written: unknown, document: ReadonlyConfig): Resolved {
  if (!Array.isArray(written)) return { kind: 'bad', why: 'is no array of ids' };
  const items: readonly unknown[] = written;
  const missing = items.filter((item) => findRow(reference, item, document) === null);
  if (missing.length > 0) return { kind: 'bad', why: whyMissing(reference, missing, document) };
  const ids = items.map((item) => findRow(reference, item, document)?.id).filter((id) => id !== undefined);
  return { kind: 'fine', value: [...new Set(ids)] };
}

function findRow({ table }: Reference, written: unknown, document: ReadonlyConfig): ConfigRow | null {
  const rows = rowsOf(document, table);
  const { label } = rulesOf(table);
  const meant = isObject(written) ? (written[label] ?? written['id']) : written;
  if (typeof meant === 'number') return rows.find((row) => row.id === meant) ?? null;
  if (typeof meant !== 'string') return null;
  const key = meant.trim().toLowerCase();
  const shape = table === 'analytics_shapes' ? parseShape(meant) : null;
  const hasLabel = (wanted: string) => rows.find((row) => String(row[label]).toLowerCase() === wanted);
  return hasLabel(key) ?? hasLabel(shape ?? key) ?? rows.find((row) => String(row.id) === key) ?? null;
}

function whyMissing(reference: Reference, missing: readonly unknown[], document: ReadonlyConfig): string {
  const { label, noun } = rulesOf(reference.table);
  const rows = rowsOf(document, reference.table);
  const some = rows.slice(0, 10).map((row) => `${row.id} (${String(row[label])})`);
  const known = some.length === 0 ? 'none exists' : `there are ${some.join(', ')}${rows.length > 10 ? ', ...' : ''}`;
  return `there is no ${noun} ${missing.map((item) => JSON.stringify(item)).join(', ')}; ${known}`;
}
