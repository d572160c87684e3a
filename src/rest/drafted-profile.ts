import type { ConfigDocument } from '../domain/config-records.ts';
import type { ConfigStore, ReadonlyConfig } from '../ports/config-store.ts';
import { rowOf } from './config-row.ts';
import type { FieldMessages } from './message.ts';
import { rulesOf } from './rest-tables.ts';
import { writeRow } from './row-write.ts';

const TABLE = 'analytics_profiles';

export type DraftedProfile =
  | { readonly kind: 'fine'; readonly config: ReadonlyConfig; readonly profileId: number }
  | { readonly kind: 'bad'; readonly message: FieldMessages };

/**
 * The configuration as it would be with these changes to a profile; nothing is kept. What it is called does not matter.
 * @param id null: a new profile
 * @throws ConciergeError CONFIG_INVALID, as ConfigStore.change would
 */
export function draftedProfile(
  config: ConfigStore,
  id: number | null,
  changes: Readonly<Record<string, unknown>>,
): DraftedProfile {
  const document = config.read();
  const base = id === null ? {} : rowOf(document, TABLE, id);
  if (base === null) return { kind: 'bad', message: { profile: 'there is no such profile (any more)' } };
  const profileId = id ?? Number.MAX_SAFE_INTEGER;
  const name = 'name' in base ? base.name : unusedName(document);
  const written = writeRow(rulesOf(TABLE), base, profileId, { ...changes, name }, document);
  if (written.kind === 'bad') return written;
  // writeRow has held it against the table's schema.
  const row = written.row as unknown as ConfigDocument[typeof TABLE][number];
  const drafted = config.tryOut((draft) => {
    const others = draft[TABLE].filter((profile) => profile.id !== profileId);
    draft[TABLE] = [...others, row];
    return draft;
  });
  return { kind: 'fine', config: drafted, profileId };
}

function unusedName({ analytics_profiles: profiles }: ReadonlyConfig): string {
  const taken = new Set(profiles.map(({ name }) => name));
  let number = 1;
  while (taken.has(`Preview ${number}`)) number++;
  return `Preview ${number}`;
}
