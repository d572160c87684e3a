import type { SettingsFile } from '../domain/settings-file.ts';
import type { SettingsImportAnswer } from '../domain/settings-import-schema.ts';
import type { SettingsImported } from '../ports/settings-transfer.ts';

export function settingsReport(
  { made_at, made_by }: SettingsFile,
  { changes, pictures, passwords, missing, changesLogins, notes }: SettingsImported,
  isDryRun: boolean,
): SettingsImportAnswer {
  return {
    dry_run: isDryRun,
    made_at,
    made_by,
    tables: structuredClone(changes) as SettingsImportAnswer['tables'],
    pictures,
    passwords,
    missing: structuredClone(missing) as SettingsImportAnswer['missing'],
    changes_logins: changesLogins,
    notes: [...notes],
  };
}
