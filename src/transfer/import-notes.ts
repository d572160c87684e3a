import type { ConfigTable } from '../domain/next-id.ts';
import type { SettingsPlan, TableChanges } from '../domain/plan-settings.ts';
import type { SettingsImported } from '../ports/settings-transfer.ts';

/** What the lists of changes do not say by themselves. */
export function importNotes(
  { changes, missing }: SettingsPlan,
  passwords: SettingsImported['passwords'],
  changesLogins: boolean,
): string[] {
  const cameras = changesIn(changes, 'cameras');
  const people = changesIn(changes, 'people');
  const needy = missing.filter(({ table }) => table === 'cameras').map(({ name }) => name);
  const notes: (string | false)[] = [
    passwords === 'sealed' &&
      'The file holds passwords, which its passphrase opens: import it with that one to have them.',
    needy.length > 0 && `Cameras that need their passwords again: ${needy.join(', ')}.`,
    changesLogins && 'The FTP login that cameras share and the token of REST become those of the file.',
    cameras.added.length > 0 &&
      'Reolink cameras that come with their passwords are set up to send their files here. Webhooks of new cameras have new addresses.',
    cameras.removed.length > 0 && `Entities of these cameras go from Home Assistant: ${cameras.removed.join(', ')}.`,
    people.removed.length > 0 &&
      `Forgotten, with their pictures and their faces in past events: ${people.removed.join(', ')}.`,
  ];
  return notes.filter((note) => note !== false);
}

function changesIn(changes: readonly TableChanges[], table: ConfigTable): Pick<TableChanges, 'added' | 'removed'> {
  return changes.find((one) => one.table === table) ?? { added: [], removed: [] };
}
