import { type DumpRow, type DumpTable, squashName } from '../../domain/dumpdata.ts';
import type { ConfigTable } from '../../domain/next-id.ts';
import type { RestTable } from '../rest-tables.ts';

/** Each table's ids here, by the primary keys of the dump. */
export type NewIds = ReadonlyMap<ConfigTable | DumpTable, ReadonlyMap<string, number>>;

interface DumpBody {
  readonly body: Record<string, unknown>;
  /** What it refers to and cannot be found. */
  readonly missing: readonly string[];
}

/** The body that a caller of the table would have written; fields that the table does not have are let go. */
export function dumpBody(rules: RestTable, row: DumpRow, ids: NewIds): DumpBody {
  const body: Record<string, unknown> = {};
  const missing: string[] = [];
  for (const field of Object.keys(rules.schema.properties)) {
    if (rules.readOnly.includes(field)) continue;
    const reference = rules.references[field];
    const name = squashName(field);
    const value = row.fields.get(name) ?? (reference ? row.fields.get(`${name}id`) : undefined);
    if (value === undefined) continue;
    if (!reference) body[field] = value;
    else if (reference.many) body[field] = asList(value).map((key) => resolve(reference.table, key));
    else body[field] = resolve(reference.table, value);
  }
  // Recordings get other ids here, which are not known yet: see known-frames.ts.
  if (rules.table === 'known_objects') Object.assign(body, { recording_id: null, frame_nbr: null });
  return { body, missing };

  function resolve(table: ConfigTable, key: unknown): unknown {
    // `--natural-foreign` writes a name in a list.
    if (Array.isArray(key) && key.length === 1) return String(key[0]);
    const id = ids.get(table)?.get(String(key));
    if (id === undefined) missing.push(`${table} ${String(key).slice(0, 100)}`);
    return id;
  }
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}
