import { SETTINGS_FORMAT, SETTINGS_VERSION, type SettingsFile } from '../domain/settings-file.ts';
import { withoutSecrets } from '../domain/settings-secrets.ts';
import type {
  ExportWishes,
  ImportWishes,
  SettingsImported,
  SettingsRefusal,
  SettingsTransfer,
} from '../ports/settings-transfer.ts';
import { importSettings } from './import-settings.ts';
import { sealSecrets } from './sealed-secrets.ts';
import type { TransferParts } from './transfer-parts.ts';

const TOO_LARGE =
  'come to more than 45 MiB, which no import takes: send {"pictures": false}. People are recognised without them, and they lie under ROOT_DIR in concierge-people';

/** One file from one machine to another, or from yesterday to today. */
export class OwnSettingsTransfer implements SettingsTransfer {
  readonly #parts: TransferParts;

  constructor(parts: TransferParts) {
    this.#parts = parts;
  }

  async export({
    passphrase,
    withPictures,
  }: ExportWishes): Promise<{ readonly kind: 'file'; readonly file: SettingsFile } | SettingsRefusal> {
    const { config, gallery, credentials, version, clock } = this.#parts;
    const { document, secrets } = withoutSecrets(config.read());
    const { last_ids: _ownNumbers, ...configuration } = document;
    const pictures = await gallery.read(withPictures);
    if (pictures === null) return { kind: 'refused', message: { pictures: TOO_LARGE } };
    const { ftpUser, ftpPassword, apiToken } = credentials;
    const logins = { ftp_user: ftpUser, ftp_password: ftpPassword, api_token: apiToken };
    const sealed = passphrase && (await sealSecrets({ fields: secrets, logins }, configuration, passphrase));
    const file: SettingsFile = {
      format: SETTINGS_FORMAT,
      version: SETTINGS_VERSION,
      made_at: new Date(clock.nowMs()).toISOString(),
      made_by: version,
      configuration,
      secrets: { left_out: Object.keys(secrets), sealed: sealed || null },
      gallery: pictures,
    };
    return { kind: 'file', file };
  }

  import(file: SettingsFile, wishes: ImportWishes): Promise<SettingsImported | SettingsRefusal> {
    return importSettings(this.#parts, file, wishes);
  }
}
