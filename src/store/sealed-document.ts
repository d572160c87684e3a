import type { TObject } from 'typebox';
import { ConfigDocumentSchema } from '../domain/config-records.ts';
import { CONFIG_TABLES, type ConfigTable } from '../domain/next-id.ts';
import { secretFields } from '../domain/secret-fields.ts';
import { isSealed, type SecretBox } from '../runtime/secret-box.ts';

type Row = Readonly<Record<string, unknown>>;

const SECRETS: ReadonlyMap<ConfigTable, readonly string[]> = new Map(
  CONFIG_TABLES.map((table): [ConfigTable, readonly string[]] => {
    const rows: TObject = ConfigDocumentSchema.properties[table].items;
    return [table, secretFields(rows)];
  }).filter(([, fields]) => fields.length > 0),
);

/** The document as it lies on disk: its secrets sealed, everything else as it is. */
export class SealedDocument {
  readonly #box: SecretBox;
  /** What could not be opened, by its place: it is written back as it was, for the day the right key returns. */
  readonly #unreadable = new Map<string, string>();

  constructor(box: SecretBox) {
    this.#box = box;
  }

  seal(document: unknown): unknown {
    return mapSecrets(document, (text, place) => {
      if (text !== '') return this.#box.seal(text, place);
      return this.#unreadable.get(place) ?? '';
    });
  }

  /** A secret that cannot be opened is empty, and what it belongs to is not in order. Clear text is taken as it is. */
  open(document: unknown): unknown {
    return mapSecrets(document, (text, place) => {
      if (!isSealed(text)) return text;
      const opened = this.#box.open(text, place);
      if (opened === null) this.#unreadable.set(place, text);
      return opened;
    });
  }

  /** Whether some secret of this document, as it lies on disk, is not sealed. */
  static hasClearText(document: unknown): boolean {
    let found = false;
    mapSecrets(document, (text) => {
      found ||= text !== '' && !isSealed(text);
      return text;
    });
    return found;
  }

  /** Whether something could not be opened. */
  get hasUnreadable(): boolean {
    return this.#unreadable.size > 0;
  }
}

function mapSecrets(document: unknown, convert: (text: string, place: string) => string | null): unknown {
  if (!isRow(document)) return document;
  const tables = [...SECRETS].flatMap(([table, fields]) => {
    const rows = document[table];
    return Array.isArray(rows) ? [[table, rows.map((row: unknown) => mapRow(table, fields, row, convert))]] : [];
  });
  return { ...document, ...Object.fromEntries(tables) };
}

function mapRow(
  table: ConfigTable,
  fields: readonly string[],
  row: unknown,
  convert: (text: string, place: string) => string | null,
): unknown {
  if (!isRow(row)) return row;
  const mapped: Record<string, unknown> = { ...row };
  for (const field of fields) {
    const text = row[field];
    if (typeof text !== 'string') continue;
    const converted = convert(text, `${table}/${String(row['uuid'] ?? row['id'])}/${field}`);
    mapped[field] = converted ?? '';
    if (converted === null && 'state' in row) mapped['state'] = 'NOK';
  }
  return mapped;
}

function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
