import { cameraNameKey } from './camera-name.ts';
import type { ConfigDocument } from './config-records.ts';
import type { DeepReadonly } from './deep-readonly.ts';
import { personKey } from './known-people.ts';
import { type ConfigTable, nextId } from './next-id.ts';

export type PlainRow = Readonly<Record<string, unknown>> & { readonly id: number };

type Document = DeepReadonly<ConfigDocument>;

/** What a row is called among its table's. */
const LABELS: Readonly<Record<ConfigTable, string>> = {
  camera_brands: 'name',
  camera_types: 'name',
  cameras: 'name',
  camera_listeners: 'url',
  analytics_profiles: 'name',
  analytics_shapes: 'shape',
  known_objects: 'file_path_image',
  people: 'name',
};

/** Higher numbers than any house has would leave none for new rows. */
const HIGHEST_OWN_ID = 1_000_000;

export function labelOf(table: ConfigTable, row: PlainRow): string {
  return String(row[LABELS[table]]);
}

export function plainRows(document: Document, table: ConfigTable): readonly PlainRow[] {
  return document[table] as unknown as readonly PlainRow[];
}

/** The row here that is the same as one from elsewhere, by that one's id: the same uuid, else the same name. */
export function matchRows(here: Document, there: Document, table: ConfigTable): ReadonlyMap<number, PlainRow> {
  const matches = new Map<number, PlainRow>();
  const free = new Set(plainRows(here, table));
  for (const keyOf of [uuidOf, (row: PlainRow) => keyOfLabel(table, labelOf(table, row))]) {
    const byKey = new Map([...free].map((row) => [keyOf(row), row]));
    for (const row of plainRows(there, table)) {
      const key = keyOf(row);
      const match = key === null || matches.has(row.id) ? undefined : byKey.get(key);
      if (!match || !free.delete(match)) continue;
      matches.set(row.id, match);
    }
  }
  return matches;
}

/**
 * The ids that rows from elsewhere get here: that of their match, their own where it was never given here, else a new one.
 * History knows cameras and people by their ids, so none may mean another than before.
 */
export function newIds(
  here: Document,
  there: Document,
  table: ConfigTable,
  matches: ReadonlyMap<number, PlainRow>,
): ReadonlyMap<number, number> {
  const firstFree = nextId(here as ConfigDocument, table);
  const rows = plainRows(there, table);
  const keepsOwn = ({ id }: PlainRow) => !matches.has(id) && id >= firstFree && id <= HIGHEST_OWN_ID;
  let next = Math.max(firstFree - 1, ...rows.filter(keepsOwn).map(({ id }) => id)) + 1;
  return new Map(rows.map((row) => [row.id, matches.get(row.id)?.id ?? (keepsOwn(row) ? row.id : next++)] as const));
}

function uuidOf({ uuid }: PlainRow): string | null {
  return typeof uuid === 'string' ? uuid : null;
}

function keyOfLabel(table: ConfigTable, label: string): string {
  if (table === 'cameras') return cameraNameKey(label);
  return table === 'people' ? personKey(label) : label;
}
