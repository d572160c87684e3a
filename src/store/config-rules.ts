import type { ConfigDocument } from '../domain/config-records.ts';
import { CONFIG_REFERENCES } from '../domain/config-references.ts';
import type { ConfigViolation } from '../domain/config-violation.ts';
import { parseFilePattern } from '../domain/file-pattern.ts';
import { personKey } from '../domain/known-people.ts';
import { CONFIG_TABLES, type ConfigTable } from '../domain/next-id.ts';
import { profileFaults, profileFaultWords } from '../domain/profile-faults.ts';
import { shapeRuleFaults } from '../domain/shape-rule-faults.ts';
import { zoneFaults } from '../domain/zone-faults.ts';

type Row<Table extends ConfigTable> = ConfigDocument[Table][number];

/** What the schemas cannot say: what is unique, what refers to what, and fields that depend on one another. */
export function brokenRules(document: ConfigDocument): readonly ConfigViolation[] {
  return [
    ...CONFIG_TABLES.flatMap((table) => duplicates(document, table, 'id', (row) => row.id)),
    ...duplicates(document, 'camera_brands', 'name', (row) => row.name),
    ...duplicates(document, 'camera_types', 'name', (row) => row.name),
    ...duplicates(document, 'cameras', 'name', (row) => row.name),
    ...duplicates(document, 'cameras', 'uuid', (row) => row.uuid),
    ...duplicates(withFtpUser(document), 'cameras', 'ftp_user', (row) => row.ftp_user ?? ''),
    ...duplicates(document, 'camera_listeners', 'url', (row) => row.url),
    ...duplicates(document, 'analytics_profiles', 'name', (row) => row.name),
    ...duplicates(document, 'analytics_shapes', 'shape', (row) => row.shape),
    ...duplicates(document, 'known_objects', 'file_path_image', (row) => row.file_path_image),
    ...duplicates(document, 'people', 'name', (row) => personKey(row.name)),
    ...duplicates(document, 'people', 'uuid', (row) => row.uuid),
    ...CONFIG_TABLES.flatMap((table) => dangling(document, table)),
    ...document.camera_types.flatMap(typeRules),
    ...document.cameras.flatMap((camera) => cameraRules(camera, document)),
    ...document.analytics_profiles.flatMap((profile) => profileRules(profile, document)),
  ];
}

function duplicates<Table extends ConfigTable>(
  document: ConfigDocument,
  table: Table,
  field: string,
  keyOf: (row: Row<Table>) => string | number,
): ConfigViolation[] {
  // The union of all tables' rows is this table's: TypeScript does not follow the index.
  const rows = document[table] as Row<Table>[];
  const seen = new Set<string | number>();
  return rows.flatMap((row) => {
    const value = keyOf(row);
    if (!seen.has(value)) {
      seen.add(value);
      return [];
    }
    return [{ table, row: String(row.id), field, why: `${JSON.stringify(value)} exists already, it must be unique` }];
  });
}

/** The others share a login, and need not differ. */
function withFtpUser(document: ConfigDocument): ConfigDocument {
  return { ...document, cameras: document.cameras.filter((camera) => (camera.ftp_user ?? '') !== '') };
}

function dangling(document: ConfigDocument, table: ConfigTable): ConfigViolation[] {
  const rows: readonly { readonly id: number }[] = document[table];
  return Object.entries(CONFIG_REFERENCES[table] ?? {}).flatMap(([field, target]) => {
    const known = new Set<unknown>(document[target].map((row) => row.id));
    return rows.flatMap((row) =>
      [Reflect.get(row, field)]
        .flat()
        .filter((id) => (id ?? null) !== null && !known.has(id))
        .map((id) => ({ table, row: String(row.id), field, why: `there is no row ${id} in ${target}` })),
    );
  });
}

function typeRules({ id, file_pattern: pattern = '' }: Row<'camera_types'>): ConfigViolation[] {
  const parsed = pattern === '' ? null : parseFilePattern(pattern);
  if (parsed?.kind !== 'bad') return [];
  return [{ table: 'camera_types', row: String(id), field: 'file_pattern', why: parsed.why }];
}

function cameraRules(camera: Row<'cameras'>, document: ConfigDocument): ConfigViolation[] {
  const knownShapes = document.analytics_shapes.map(({ shape }) => shape);
  const faults = zoneFaults(camera.zones, knownShapes).map((why) => ({ field: 'zones', why }));
  if (camera.timezone !== '' && !isTimeZone(camera.timezone)) {
    const why = `"${camera.timezone}" is no IANA time zone such as Europe/Amsterdam`;
    faults.push({ field: 'timezone', why });
  }
  if ((camera.ftp_user ?? '') !== '' && (camera.ftp_password ?? '') === '') {
    faults.push({ field: 'ftp_password', why: 'is needed for the FTP user, at least 8 characters' });
  }
  return faults.map((fault) => ({ table: 'cameras', row: String(camera.id), ...fault }));
}

function profileRules(profile: Row<'analytics_profiles'>, document: ConfigDocument): ConfigViolation[] {
  const knownShapes = document.analytics_shapes.map(({ shape }) => shape);
  const personId = document.analytics_shapes.find(({ shape }) => shape === 'person')?.id;
  const faults = [
    ...profileFaults(profile, personId).map((fault) => ({ field: fault.field, why: profileFaultWords(fault) })),
    ...shapeRuleFaults(profile.shape_rules ?? [], knownShapes).map((why) => ({ field: 'shape_rules', why })),
  ];
  return faults.map((fault) => ({ table: 'analytics_profiles', row: String(profile.id), ...fault }));
}

/** Offsets such as +01:00 are zones to Intl, but they know no summer time. */
function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
