import { isDeepStrictEqual } from 'node:util';
import type { ConfigDocument } from './config-records.ts';
import { CONFIG_REFERENCES } from './config-references.ts';
import type { DeepReadonly } from './deep-readonly.ts';
import { labelOf, matchRows, newIds, type PlainRow, plainRows } from './match-rows.ts';
import { CONFIG_TABLES, type ConfigTable } from './next-id.ts';
import { placeOf } from './settings-secrets.ts';

/** The ids that rows get here, by those that they had elsewhere. */
export type NewIds = ReadonlyMap<ConfigTable, ReadonlyMap<number, number>>;

/** What becomes of one table, by what its rows are called. */
export interface TableChanges {
  readonly table: ConfigTable;
  readonly added: readonly string[];
  readonly replaced: readonly { readonly name: string; readonly fields: readonly string[] }[];
  readonly removed: readonly string[];
  readonly unchanged: number;
}

export interface SettingsPlan {
  readonly document: ConfigDocument;
  readonly ids: NewIds;
  readonly changes: readonly TableChanges[];
  /** Secrets that nobody has: what they belong to, and their fields. */
  readonly missing: readonly {
    readonly table: ConfigTable;
    readonly name: string;
    readonly fields: readonly string[];
  }[];
}

/**
 * What takes the place of this configuration when one from elsewhere is to be had here.
 * @param there valid by itself
 * @param withheld places of `there` whose secret is not known
 */
export function planSettings(
  here: DeepReadonly<ConfigDocument>,
  there: ConfigDocument,
  withheld: ReadonlySet<string>,
): SettingsPlan {
  const matches = new Map(CONFIG_TABLES.map((table) => [table, matchRows(here, there, table)]));
  const ids: NewIds = new Map(
    CONFIG_TABLES.map((table) => [table, newIds(here, there, table, matches.get(table) ?? new Map())]),
  );
  const planned = CONFIG_TABLES.map((table) => {
    const rows = plainRows(there, table).map((row) => {
      const match = matches.get(table)?.get(row.id) ?? null;
      const lacking = Object.keys(row).filter((field) => withheld.has(placeOf(table, row.id, field)));
      return { row: takenRow(table, row, match, ids, lacking), match, lacking };
    });
    return { table, rows };
  });
  // Rows of a table stay rows of that table: only references, secrets and what history owns were changed in them.
  const tables = Object.fromEntries(planned.map(({ table, rows }) => [table, rows.map(({ row }) => row)]));
  return {
    document: { ...there, ...(tables as Partial<ConfigDocument>), last_ids: { ...here.last_ids } },
    ids,
    changes: planned.map(({ table, rows }) => changesOf(table, rows, plainRows(here, table))),
    missing: planned.flatMap(({ table, rows }) =>
      rows.flatMap(({ row, lacking }) => {
        const fields = lacking.filter((field) => (row[field] ?? '') === '');
        return fields.length === 0 ? [] : { table, name: labelOf(table, row), fields };
      }),
    ),
  };
}

interface PlannedRow {
  readonly row: PlainRow;
  readonly match: PlainRow | null;
}

function takenRow(
  table: ConfigTable,
  row: PlainRow,
  match: PlainRow | null,
  ids: NewIds,
  lacking: readonly string[],
): PlainRow {
  const taken: Record<string, unknown> & { id: number } = { ...row, id: ids.get(table)?.get(row.id) ?? row.id };
  for (const [field, target] of Object.entries(CONFIG_REFERENCES[table] ?? {})) {
    const idHere = (id: unknown) => (typeof id === 'number' ? (ids.get(target)?.get(id) ?? id) : id);
    taken[field] = Array.isArray(row[field]) ? row[field].map(idHere) : idHere(row[field]);
  }
  if (table === 'known_objects') {
    // Recordings are this machine's own.
    Object.assign(taken, { recording_id: match?.['recording_id'] ?? null, frame_nbr: match?.['frame_nbr'] ?? null });
  }
  if (table === 'cameras' && match) taken['state'] = match['state'];
  for (const field of lacking) {
    if (match && mayKeep(field, row, match)) taken[field] = match[field] ?? '';
    else if (table === 'cameras' && field === 'password') taken['state'] = 'NOK';
  }
  return taken;
}

/** A password is for the address and user that it was given for: a file from elsewhere must not send it to another. */
function mayKeep(field: string, row: PlainRow, match: PlainRow): boolean {
  if (field === 'ftp_user' || field === 'ftp_password') return true;
  return row['host'] === match['host'] && row['user'] === match['user'];
}

function changesOf(table: ConfigTable, rows: readonly PlannedRow[], here: readonly PlainRow[]): TableChanges {
  const matched = new Set(rows.map(({ match }) => match));
  const replaced = rows.flatMap(({ row, match }) => {
    const fields = match ? changedFields(row, match) : [];
    return fields.length > 0 ? { name: labelOf(table, row), fields } : [];
  });
  return {
    table,
    added: rows.filter(({ match }) => match === null).map(({ row }) => labelOf(table, row)),
    replaced,
    removed: here.filter((row) => !matched.has(row)).map((row) => labelOf(table, row)),
    unchanged: matched.size - (matched.has(null) ? 1 : 0) - replaced.length,
  };
}

/** What is empty and what is missing is the same. */
function changedFields(row: PlainRow, match: PlainRow): string[] {
  const fields = new Set([...Object.keys(row), ...Object.keys(match)]);
  return [...fields].filter((field) => !isDeepStrictEqual(shown(row, field), shown(match, field)));
}

function shown(row: PlainRow, field: string): unknown {
  return row[field] === undefined || row[field] === '' ? null : row[field];
}
