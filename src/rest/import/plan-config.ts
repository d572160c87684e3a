import { cameraNameKey } from '../../domain/camera-name.ts';
import type { ConfigDocument } from '../../domain/config-records.ts';
import type { DumpRow, DumpTable } from '../../domain/dumpdata.ts';
import { parseMediaPath } from '../../domain/media-path.ts';
import { type ConfigTable, nextId } from '../../domain/next-id.ts';
import { parseShape } from '../../domain/shapes.ts';
import type { ReadonlyConfig } from '../../ports/config-store.ts';
import { type ConfigRow, rowsOf } from '../config-row.ts';
import { type RestTable, rulesOf } from '../rest-tables.ts';
import { writeRow } from '../row-write.ts';
import { dumpBody } from './dump-body.ts';
import { type ImportedRow, reportRow } from './import-report.ts';

/** What is referred to comes first. */
const ORDER = [
  'camera_brands',
  'camera_types',
  'analytics_shapes',
  'analytics_profiles',
  'cameras',
  'camera_listeners',
  'known_objects',
] as const;

/** The container version's own services, which called each other. */
const OWN_CALLBACK = /\/camera\/api\/v1\.0\/(newrecording|reoconfig)\/?$/;

export interface ConfigPlan {
  readonly outcomes: ReadonlyMap<DumpRow, ImportedRow>;
  readonly ids: ReadonlyMap<ConfigTable | DumpTable, Map<string, number>>;
  /** With what is imported. */
  readonly document: ReadonlyConfig;
}

/**
 * Adds to the draft what it lacks of the dump's configuration, and changes nothing that is there.
 * @param refused rows that are known to be unfit, and why
 */
export function planConfig(
  draft: ConfigDocument,
  rows: readonly DumpRow[],
  refused: ReadonlyMap<DumpRow, string>,
): ConfigPlan {
  const ids = new Map<ConfigTable | DumpTable, Map<string, number>>(ORDER.map((table) => [table, new Map()]));
  const outcomes = new Map<DumpRow, ImportedRow>();
  for (const table of ORDER) {
    for (const row of rows) {
      if (row.table !== table) continue;
      const why = refused.get(row);
      const outcome = why === undefined ? takeRow(draft, rulesOf(table), row, ids) : reportRow(row, 'refused', { why });
      outcomes.set(row, outcome);
      if (row.pk !== null && outcome.id !== null) ids.get(table)?.set(row.pk, outcome.id);
    }
  }
  return { outcomes, ids, document: draft };
}

function takeRow(draft: ConfigDocument, rules: RestTable, row: DumpRow, ids: ConfigPlan['ids']): ImportedRow {
  const { body, missing } = dumpBody(rules, row, ids);
  const label = body[rules.label];
  if (rules.table === 'camera_listeners' && OWN_CALLBACK.test(String(label))) {
    return reportRow(row, 'left out', { why: 'a service of the container version: Concierge has its own' });
  }
  const known = typeof label === 'string' ? matching(draft, rules, label) : null;
  if (known) return reportRow(row, 'matched', { id: known.id });
  if (missing.length > 0) {
    return reportRow(row, 'refused', { why: `refers to what is not imported: ${missing.slice(0, 10).join(', ')}` });
  }
  const written = writeRow(rules, {}, nextId(draft, rules.table), body, draft);
  if (written.kind === 'bad') return reportRow(row, 'refused', { why: wordsOf(written.message) });
  // writeRow has held it against the table's schema.
  (draft[rules.table] as ConfigRow[]).push(written.row);
  return reportRow(row, 'imported', { id: written.row.id });
}

function matching(draft: ConfigDocument, rules: RestTable, label: string): ConfigRow | null {
  const key = labelKey(rules, label);
  return rowsOf(draft, rules.table).find((row) => labelKey(rules, String(row[rules.label])) === key) ?? null;
}

function labelKey({ table }: RestTable, label: string): string {
  switch (table) {
    case 'cameras':
      return cameraNameKey(label);
    case 'analytics_shapes':
      return parseShape(label) ?? label.trim().toLowerCase();
    case 'known_objects':
      return parseMediaPath(label) ?? label;
    case 'camera_listeners':
      return label.trim();
    default:
      return label.trim().toLowerCase();
  }
}

function wordsOf(message: Readonly<Record<string, string>>): string {
  return Object.entries(message)
    .map(([field, why]) => `${field}: ${why}`)
    .join('; ')
    .slice(0, 1000);
}
