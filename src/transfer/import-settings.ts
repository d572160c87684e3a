import { ConciergeError } from '../domain/concierge-error.ts';
import type { ConfigDocument } from '../domain/config-records.ts';
import { planSettings, type SettingsPlan } from '../domain/plan-settings.ts';
import type { SettingsFile } from '../domain/settings-file.ts';
import { withSecrets } from '../domain/settings-secrets.ts';
import type { ImportWishes, PicturePaths, SettingsImported, SettingsRefusal } from '../ports/settings-transfer.ts';
import type { Credentials } from '../runtime/credentials.ts';
import { importNotes } from './import-notes.ts';
import { openSecrets, type SecretPart } from './sealed-secrets.ts';
import type { TransferParts } from './transfer-parts.ts';

const MOST_TOLD = 50;

/** What a file says, with as much of its secrets as could be opened. */
interface Opened {
  readonly document: ConfigDocument;
  readonly passwords: SettingsImported['passwords'];
  /** Places whose secret is not known. */
  readonly withheld: ReadonlySet<string>;
  /** Null: those of this machine stay. */
  readonly logins: Credentials | null;
}

/** Makes this machine what the file says, or says what it would change. */
export async function importSettings(
  parts: TransferParts,
  file: SettingsFile,
  { passphrase, isDryRun }: ImportWishes,
): Promise<SettingsImported | SettingsRefusal> {
  const secrets = await secretsIn(file, passphrase);
  if (secrets !== null && 'kind' in secrets) return secrets;
  try {
    const opened = openFile(parts, file, secrets);
    const pictures = await parts.gallery.countNew(file.gallery, picturePaths(opened.document));
    const before = parts.credentials.kept();
    const plan = isDryRun ? tryOut(parts, opened) : await takeAll(parts, file, opened);
    const { changes, missing } = plan;
    const changesLogins = opened.logins !== null && !sameLogins(opened.logins, before);
    const { passwords } = opened;
    const notes = importNotes(plan, passwords, changesLogins);
    return { kind: 'imported', changes, missing, pictures, passwords, changesLogins, notes };
  } catch (error) {
    if (error instanceof ConciergeError && error.code === 'CONFIG_INVALID') return refusalOf(error);
    throw error;
  }
}

async function secretsIn(file: SettingsFile, passphrase: string | null): Promise<SecretPart | SettingsRefusal | null> {
  const { sealed } = file.secrets;
  if (sealed === null || passphrase === null) return null;
  const part = await openSecrets(sealed, file.configuration, passphrase);
  if (part !== null) return part;
  const why =
    'does not open the passwords of this file: it is another one, or the file was changed since it was written';
  return { kind: 'refused', message: { passphrase: why } };
}

/** @throws ConciergeError CONFIG_INVALID */
function openFile(
  { config }: TransferParts,
  { configuration, secrets }: SettingsFile,
  part: SecretPart | null,
): Opened {
  const document = config.parse(configuration);
  const leftOut = new Set(secrets.left_out);
  if (part === null) {
    return { document, passwords: secrets.sealed === null ? 'none' : 'sealed', withheld: leftOut, logins: null };
  }
  const { ftp_user: ftpUser, ftp_password: ftpPassword, api_token: apiToken } = part.logins;
  return {
    document: withSecrets(document, part.fields),
    passwords: 'taken',
    withheld: new Set([...leftOut].filter((place) => !Object.hasOwn(part.fields, place))),
    logins: { ftpUser, ftpPassword, apiToken },
  };
}

function tryOut({ config }: TransferParts, opened: Opened): SettingsPlan {
  return config.tryOut((draft) => replaceAll(draft, opened));
}

async function takeAll({ config, gallery, credentials }: TransferParts, file: SettingsFile, opened: Opened) {
  const before = credentials.kept();
  let plan: SettingsPlan | null = null;
  await gallery.take(file.gallery, picturePaths(opened.document), async (paths) => {
    if (opened.logins) await credentials.replace(opened.logins);
    try {
      const document = withPictures(opened.document, paths);
      plan = await config.change((draft) => replaceAll(draft, { ...opened, document }));
      return plan.ids;
    } catch (error) {
      if (opened.logins) await credentials.replace(before);
      throw error;
    }
  });
  if (plan === null) throw new Error('The gallery took a file without having the configuration changed.');
  return plan as SettingsPlan;
}

function replaceAll(draft: ConfigDocument, { document, withheld }: Opened): SettingsPlan {
  const plan = planSettings(draft, document, withheld);
  Object.assign(draft, plan.document);
  return plan;
}

function picturePaths(document: ConfigDocument): PicturePaths {
  return new Map(document.known_objects.map((row) => [row.id, row.file_path_image]));
}

function withPictures(document: ConfigDocument, paths: PicturePaths): ConfigDocument {
  const known_objects = document.known_objects.map((row) => ({
    ...row,
    file_path_image: paths.get(row.id) ?? row.file_path_image,
  }));
  return { ...document, known_objects };
}

function sameLogins(one: Credentials, other: Credentials): boolean {
  const { ftpUser, ftpPassword, apiToken } = other;
  return one.ftpUser === ftpUser && one.ftpPassword === ftpPassword && one.apiToken === apiToken;
}

function refusalOf(error: ConciergeError): SettingsRefusal {
  const told = Object.entries(error.details).slice(0, MOST_TOLD);
  const named = told.map(([place, why]) => [place.replace(/\/+$/, '') || 'configuration', String(why)]);
  return { kind: 'refused', message: Object.fromEntries(named) };
}
