import type { ConfigTable } from '../domain/next-id.ts';
import type { ReadonlyConfig } from '../ports/config-store.ts';

/** A row of any table of the document, for what is the same with all of them. */
export type ConfigRow = { readonly id: number } & Readonly<Record<string, unknown>>;

export function rowsOf(document: Pick<ReadonlyConfig, ConfigTable>, table: ConfigTable): readonly ConfigRow[] {
  return document[table];
}

export function rowOf(document: Pick<ReadonlyConfig, ConfigTable>, table: ConfigTable, id: number): ConfigRow | null {
  return rowsOf(document, table).find((row) => row.id === id) ?? null;
}
