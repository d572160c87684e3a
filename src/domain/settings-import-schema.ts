import { type Static, Type } from 'typebox';

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

/** What an import of a settings file comes to, or would, as it is told over REST and in the panel. */
export type SettingsImportAnswer = Static<typeof SettingsImportSchema>;
