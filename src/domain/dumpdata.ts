import type { ConfigTable } from './next-id.ts';

export type DumpTable = Exclude<ConfigTable, 'people'> | 'recordings';

/** A row of Django's `dumpdata`. */
export interface DumpRow {
  /** As the dump writes it, `<app>.<model>`. */
  readonly model: string;
  /** Null: the model is none that is taken over. */
  readonly table: DumpTable | null;
  /** Null: written without its primary key, so that nothing can refer to it. */
  readonly pk: string | null;
  /** By their squashed names (squashName); what is null is left out. */
  readonly fields: ReadonlyMap<string, unknown>;
}

const TABLES: ReadonlyMap<string, DumpTable> = new Map([
  ['camerabrand', 'camera_brands'],
  ['brand', 'camera_brands'],
  ['cameratype', 'camera_types'],
  ['type', 'camera_types'],
  ['camera', 'cameras'],
  ['cameralistener', 'camera_listeners'],
  ['listener', 'camera_listeners'],
  ['analyticsprofile', 'analytics_profiles'],
  ['profile', 'analytics_profiles'],
  ['analyticsshape', 'analytics_shapes'],
  ['shape', 'analytics_shapes'],
  ['recording', 'recordings'],
  ['camerarecording', 'recordings'],
  ['knownobject', 'known_objects'],
]);

/** `CameraBrand`, `camera_brand` and `camerabrand` are one name. */
export function squashName(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}

/** The rows of a dump, or why it is none. */
export function readDumpdata(dump: unknown): { readonly rows: readonly DumpRow[] } | { readonly why: string } {
  if (!Array.isArray(dump)) return { why: 'is no dump: an array of {"model", "pk", "fields"} is expected' };
  const rows: DumpRow[] = [];
  for (const [index, entry] of dump.entries()) {
    const row = readRow(entry);
    if (row === null) return { why: `is no dump: row ${index} is not {"model", "pk", "fields"}` };
    rows.push(row);
  }
  return { rows };
}

function readRow(entry: unknown): DumpRow | null {
  if (!isRecord(entry)) return null;
  const { model, pk, fields } = entry;
  if (typeof model !== 'string' || model.length > 200 || !isRecord(fields)) return null;
  const given = Object.entries(fields).filter(([, value]) => value !== null);
  const isKey = typeof pk === 'number' || (typeof pk === 'string' && pk.length <= 100);
  return {
    model,
    table: tableOf(model),
    pk: isKey ? String(pk) : null,
    fields: new Map(given.map(([name, value]) => [squashName(name), value])),
  };
}

function tableOf(model: string): DumpTable | null {
  const name = squashName(model.slice(model.lastIndexOf('.') + 1));
  return TABLES.get(name) ?? TABLES.get(name.replace(/s$/, '')) ?? null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
