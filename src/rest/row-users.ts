import type { ReadonlyConfig } from '../ports/config-store.ts';
import { rowsOf } from './config-row.ts';
import { describeRow, REST_TABLES, type RestTable } from './rest-tables.ts';

/** The rows that refer to this one, in words. */
export function usersOf(rules: RestTable, id: number, document: ReadonlyConfig): readonly string[] {
  return REST_TABLES.flatMap((other) =>
    Object.entries(other.references)
      .filter(([, reference]) => reference.table === rules.table)
      .flatMap(([field]) =>
        rowsOf(document, other.table)
          .filter((row) => [row[field]].flat().includes(id))
          .map((row) => describeRow(other, row)),
      ),
  );
}
