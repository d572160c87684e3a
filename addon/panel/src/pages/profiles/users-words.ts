import type { Camera, Profile } from '../../api/tables.ts';
import { t } from './messages.ts';
import { commonProfile, usersOf } from './users-of.ts';

const MOST_NAMED = 6;

/** Whom a change of this profile concerns. */
export function usersWords(
  profile: Profile,
  tables: { readonly profiles: readonly Profile[]; readonly cameras: readonly Camera[] },
): string {
  const names = usersOf(profile, tables).map(({ name }) => name);
  const isCommon = commonProfile(tables.profiles)?.id === profile.id;
  const more = names.length > MOST_NAMED ? ` … +${names.length - MOST_NAMED}` : '';
  const cameras = names.slice(0, MOST_NAMED).join(', ') + more;
  const used = names.length > 0 ? t('usedBy', { cameras }) : t('usedByNone');
  return isCommon ? `${used} · ${t('usedByDefault')}` : used;
}
