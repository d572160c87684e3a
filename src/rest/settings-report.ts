import { type Static, Type } from 'typebox';
import type { SettingsFile } from '../domain/settings-file.ts';
import type { SettingsImported } from '../ports/settings-transfer.ts';

const Names = Type.Array(Type.String());

const TableSchema = Type.Object({
  table: Type.String(),
  added: Names,
  replaced: Type.Array(Type.Object({ name: Type.String(), fields: Names })),
  removed: Names,
  unchanged: Type.Integer(),
});

export const SettingsImportSchema = Type.Object(
  {
    dry_run: Type.Boolean(),
    made_at: Type.String({ description: 'When the file was written.' }),
    made_by: Type.String({ description: 'The version of Concierge that wrote it.' }),
    tables: Type.Array(TableSchema),
    pictures: Type.Integer({ description: 'Pictures of the file that were not here.' }),
    passwords: Type.Enum(['taken', 'sealed', 'none'], {
      description: '`sealed`: the file has them, but no passphrase was sent. `none`: it was written without one.',
    }),
    missing: Type.Array(Type.Object({ table: Type.String(), name: Type.String(), fields: Names }), {
      description:
        'What needs its password again. A password that is here already, for the same address and user, stays.',
    }),
    changes_logins: Type.Boolean({
      description: 'The FTP login that cameras share and the token of REST become those of the file.',
    }),
    notes: Type.Array(Type.String(), { description: 'What people should know of it, in words.' }),
  },
  { title: 'Settings import' },
);

export function settingsReport(
  { made_at, made_by }: SettingsFile,
  { changes, pictures, passwords, missing, changesLogins, notes }: SettingsImported,
  isDryRun: boolean,
): Static<typeof SettingsImportSchema> {
  return {
    dry_run: isDryRun,
    made_at,
    made_by,
    tables: structuredClone(changes) as Static<typeof TableSchema>[],
    pictures,
    passwords,
    missing: structuredClone(missing) as Static<typeof SettingsImportSchema>['missing'],
    changes_logins: changesLogins,
    notes: [...notes],
  };
}
