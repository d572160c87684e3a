import type { Camera, Profile } from '../../api/tables.ts';
import { t } from './messages.ts';
import { commonProfile, usersOf } from './users-of.ts';

/** Whom a change of this profile concerns. */
export function usersWords(
  profile: Profile,
  tables: { readonly profiles: readonly Profile[]; readonly cameras: readonly Camera[] },
): string {
  const names = usersOf(profile, tables).map(({ name }) => name);
  const isCommon = commonProfile(tables.profiles)?.id === profile.id;
  const used = names.length > 0 ? t('usedBy', { cameras: names.join(', ') }) : t('usedByNone');
  return isCommon ? `${used} · ${t('usedByDefault')}` : used;
}
