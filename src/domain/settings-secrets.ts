import type { TObject } from 'typebox';
import { type ConfigDocument, ConfigDocumentSchema } from './config-records.ts';
import type { DeepReadonly } from './deep-readonly.ts';
import { CONFIG_TABLES, type ConfigTable } from './next-id.ts';
import { secretFields } from './secret-fields.ts';

/** Values by their place, such as `cameras/3/password`. */
export type Secrets = Readonly<Record<string, string>>;

type Row = Record<string, unknown> & { readonly id: number };

/** Fields that go with a secret: a login's user without its password is of no use to anybody. */
const COMPANIONS: Readonly<Record<string, string>> = { ftp_password: 'ftp_user' };

export function placeOf(table: ConfigTable, id: number, field: string): string {
  return `${table}/${id}/${field}`;
}

/** The document without what must not be read, and what that was: passwords, and addresses with a login in them. */
export function withoutSecrets(document: DeepReadonly<ConfigDocument>): {
  readonly document: ConfigDocument;
  readonly secrets: Secrets;
} {
  const copy = structuredClone(document) as ConfigDocument;
  const secrets: Record<string, string> = {};
  for (const table of CONFIG_TABLES) {
    for (const row of rowsOf(copy, table)) {
      for (const field of secretsIn(table, row)) {
        secrets[placeOf(table, row.id, field)] = String(row[field]);
        row[field] = '';
      }
    }
  }
  return { document: copy, secrets };
}

/** The document with these secrets in the fields that they were taken from. What does not belong there is let go. */
export function withSecrets(document: ConfigDocument, secrets: Secrets): ConfigDocument {
  const copy = structuredClone(document);
  for (const table of CONFIG_TABLES) {
    for (const row of rowsOf(copy, table)) {
      for (const field of fieldsOf(table)) {
        const value = Object.hasOwn(secrets, placeOf(table, row.id, field))
          ? secrets[placeOf(table, row.id, field)]
          : undefined;
        if (typeof value === 'string' && (row[field] ?? '') === '') row[field] = value;
      }
    }
  }
  return copy;
}

function secretsIn(table: ConfigTable, row: Row): string[] {
  const own = secretFields(schemaOf(table)).filter((field) => isText(row[field]));
  const companions = own.flatMap((field) => COMPANIONS[field] ?? []).filter((field) => isText(row[field]));
  const addresses = addressFields(table).filter((field) => holdsLogin(row[field]));
  return [...own, ...companions, ...addresses];
}

function fieldsOf(table: ConfigTable): readonly string[] {
  const own = secretFields(schemaOf(table));
  return [...own, ...own.flatMap((field) => COMPANIONS[field] ?? []), ...addressFields(table)];
}

function addressFields(table: ConfigTable): readonly string[] {
  return Object.keys(schemaOf(table).properties).filter((field) => /_url(_|$)/.test(field));
}

/** `rtsp://user:password@host` or `http://host/?user=...&password=...` */
function holdsLogin(value: unknown): boolean {
  if (!isText(value)) return false;
  const url = URL.parse(value);
  // What cannot be read might hold anything.
  if (url === null) return true;
  return (
    url.username !== '' || url.password !== '' || /(^|[?&])(password|passwd|pwd|pass|token|auth)=/i.test(url.search)
  );
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function schemaOf(table: ConfigTable): TObject {
  return ConfigDocumentSchema.properties[table].items;
}

/** Every table's rows are plain data with an id. */
function rowsOf(document: ConfigDocument, table: ConfigTable): Row[] {
  return document[table] as unknown as Row[];
}
