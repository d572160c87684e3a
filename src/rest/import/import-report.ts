import { type Static, Type } from 'typebox';
import type { DumpRow } from '../../domain/dumpdata.ts';

const ImportedRowSchema = Type.Object({
  model: Type.String({ description: 'As the dump has it.' }),
  pk: Type.Union([Type.String(), Type.Null()]),
  outcome: Type.Enum(['imported', 'matched', 'left out', 'refused'], {
    description: '`matched`: there is one already, which stays as it is. `left out`: none of what is taken over.',
  }),
  table: Type.Union([Type.String(), Type.Null()]),
  id: Type.Union([Type.Integer(), Type.Null()], { description: 'Its id here; of a new recording, null in a dry run.' }),
  why: Type.String({ description: 'What has to be told of it; else empty.' }),
});

export const ImportReportSchema = Type.Object(
  {
    dry_run: Type.Boolean(),
    imported: Type.Integer(),
    matched: Type.Integer(),
    left_out: Type.Integer(),
    refused: Type.Integer(),
    rows: Type.Array(ImportedRowSchema),
  },
  { title: 'Import report' },
);

export type ImportedRow = Static<typeof ImportedRowSchema>;
export type ImportReport = Static<typeof ImportReportSchema>;

export function reportRow(
  row: DumpRow,
  outcome: ImportedRow['outcome'],
  { id = null, why = '' }: { readonly id?: number | null; readonly why?: string } = {},
): ImportedRow {
  return { model: row.model, pk: row.pk, table: row.table, outcome, id, why };
}

export function importReport(isDryRun: boolean, rows: ImportedRow[]): ImportReport {
  const count = (outcome: ImportedRow['outcome']) => rows.filter((row) => row.outcome === outcome).length;
  return {
    dry_run: isDryRun,
    imported: count('imported'),
    matched: count('matched'),
    left_out: count('left out'),
    refused: count('refused'),
    rows,
  };
}
