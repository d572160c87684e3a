import { type TObject, type TSchema, Type } from 'typebox';
import { cameraNameKey, formerNames } from '../domain/camera-name.ts';
import {
  AnalyticsProfileSchema,
  AnalyticsShapeSchema,
  CameraBrandSchema,
  CameraListenerSchema,
  CameraSchema,
  CameraTypeSchema,
  KnownObjectSchema,
} from '../domain/config-records.ts';
import { parseMediaPath } from '../domain/media-path.ts';
import type { ConfigTable } from '../domain/next-id.ts';
import { secretFields } from '../domain/secret-fields.ts';
import type { ReadonlyConfig } from '../ports/config-store.ts';
import { completeShapeRules } from './complete-shape-rules.ts';
import { completeZones, WRITTEN_ZONES } from './complete-zones.ts';
import { type ConfigRow, rowOf } from './config-row.ts';
import {
  cameraHostCheck,
  type FieldCheck,
  listenerUrlCheck,
  mediaPathCheck,
  readableCheck,
  timeZoneCheck,
} from './field-checks.ts';

/** A field that holds the id, or ids, of rows of another table. Callers may write their names instead. */
export interface Reference {
  readonly table: ConfigTable;
  readonly many?: true;
  /** The schema takes null, too. */
  readonly nullable?: true;
}

/** What one table of port 8000 has of its own; everything else is the same with all. */
export interface RestTable {
  readonly table: ConfigTable;
  /** One row, in messages. */
  readonly noun: string;
  readonly schema: TObject;
  /** The unique field, by which a row is known to people. */
  readonly label: string;
  readonly sameLabel?: (label: string) => string;
  readonly references: Readonly<Record<string, Reference>>;
  /** What callers do not write: they are ignored in what comes back from a GET. */
  readonly readOnly: readonly string[];
  /** What is never read. A PUT without it keeps it, since its caller cannot know it. */
  readonly secret: readonly string[];
  /** What a PUT without it keeps as well: its caller may be older than the field. */
  readonly kept?: readonly string[];
  /** Fields that callers need not write whole. */
  readonly complete?: Readonly<Record<string, (written: unknown) => unknown>>;
  /** What the schema cannot say of a field. */
  readonly checks?: Readonly<Record<string, FieldCheck>>;
  /** What of the row follows from the row that it takes the place of. */
  readonly follow?: (before: ConfigRow, row: ConfigRow) => Readonly<Record<string, unknown>>;
  /** In place of a field's pattern, for people. */
  readonly hints?: Readonly<Record<string, string>>;
  /** The fields that are written in another form than they are kept, references aside. */
  readonly written?: Readonly<Record<string, TSchema>>;
  /** The fields that are read in another form than they are kept. */
  readonly presented?: Readonly<Record<string, TSchema>>;
  readonly present?: (row: ConfigRow, document: ReadonlyConfig) => Readonly<Record<string, unknown>>;
}

const NAME = { name: readableCheck } as const;

const PLAIN = { references: {}, readOnly: ['id'], secret: [] } as const;

const NAMED = Type.Object({ name: Type.String() });

const CAMERA_NAME_HINT = 'must have no "_", "/" or "\\": it is what the names of the camera\'s files begin with';

const FTP_HINT = 'must be letters, digits and signs without blanks; a password at least 8 of them';

export const REST_TABLES: readonly RestTable[] = [
  { ...PLAIN, table: 'camera_brands', noun: 'brand', schema: CameraBrandSchema, label: 'name', checks: NAME },
  {
    ...PLAIN,
    table: 'camera_types',
    noun: 'camera type',
    schema: CameraTypeSchema,
    label: 'name',
    checks: NAME,
    references: { brand: { table: 'camera_brands' } },
    presented: { brand: NAMED },
    present: (row, document) => ({ brand: named(document, 'camera_brands', row['brand']) }),
  },
  {
    ...PLAIN,
    table: 'cameras',
    noun: 'camera',
    schema: CameraSchema,
    label: 'name',
    sameLabel: cameraNameKey,
    references: {
      brand: { table: 'camera_types' },
      analytics_profile: { table: 'analytics_profiles', nullable: true },
    },
    readOnly: ['id', 'uuid', 'state', 'former_names'],
    follow: (before, row) => followName(before, row),
    secret: secretFields(CameraSchema),
    kept: ['zones', 'ftp_user'],
    complete: { zones: completeZones },
    written: { zones: WRITTEN_ZONES },
    checks: { ...NAME, host: cameraHostCheck, timezone: timeZoneCheck },
    hints: { name: CAMERA_NAME_HINT, ftp_user: FTP_HINT, ftp_password: FTP_HINT },
    presented: { brand: Type.Object({ name: Type.String(), brand: NAMED }) },
    present: (row, document) => {
      const type = rowOf(document, 'camera_types', Number(row['brand']));
      return { brand: { name: type?.['name'], brand: named(document, 'camera_brands', type?.['brand']) } };
    },
  },
  {
    ...PLAIN,
    table: 'camera_listeners',
    noun: 'listener',
    schema: CameraListenerSchema,
    label: 'url',
    checks: { url: listenerUrlCheck },
  },
  {
    ...PLAIN,
    table: 'analytics_profiles',
    noun: 'profile',
    schema: AnalyticsProfileSchema,
    label: 'name',
    checks: NAME,
    references: { shapes: { table: 'analytics_shapes', many: true } },
    kept: ['shape_rules'],
    complete: { shape_rules: completeShapeRules },
  },
  {
    ...PLAIN,
    table: 'analytics_shapes',
    noun: 'shape',
    schema: AnalyticsShapeSchema,
    label: 'shape',
    checks: { shape: readableCheck },
  },
  {
    ...PLAIN,
    table: 'known_objects',
    noun: 'known object',
    schema: KnownObjectSchema,
    label: 'file_path_image',
    sameLabel: (path) => parseMediaPath(path) ?? path,
    references: { object_type: { table: 'analytics_shapes' } },
    checks: { ...NAME, file_path_image: mediaPathCheck },
  },
];

function followName(before: ConfigRow, row: ConfigRow) {
  const former = Array.isArray(before['former_names']) ? before['former_names'].map(String) : [];
  const names = formerNames({ name: String(before['name']), former_names: former }, String(row['name']));
  return names.length === 0 ? {} : { former_names: names };
}

/** The row as callers read it. */
export function presentRow(rules: RestTable, row: ConfigRow, document: ReadonlyConfig): Record<string, unknown> {
  const shown = Object.entries(row).filter(([field]) => !rules.secret.includes(field));
  return { ...Object.fromEntries(shown), ...rules.present?.(row, document) };
}

export function rulesOf(table: ConfigTable): RestTable {
  const rules = REST_TABLES.find((candidate) => candidate.table === table);
  if (!rules) throw new Error(`The table ${table} is not served.`);
  return rules;
}

/** `camera "Front"` */
export function describeRow(rules: RestTable, row: ConfigRow): string {
  return `${rules.noun} "${row[rules.label]}"`;
}

function named(document: ReadonlyConfig, table: ConfigTable, id: unknown): { readonly name: unknown } {
  return { name: rowOf(document, table, Number(id))?.['name'] ?? null };
}
