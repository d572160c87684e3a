import type { Camera, Profile } from '../../api/tables.ts';

interface Tables {
  readonly profiles: readonly Profile[];
  readonly cameras: readonly Camera[];
}

/** The profile of cameras that have none of their own. */
export function commonProfile(profiles: readonly Profile[]): Profile | undefined {
  return profiles[0];
}

/** The cameras that are analysed with this profile; null: those with none, for one that is not saved yet. */
export function usersOf(profile: Profile | null, { profiles, cameras }: Tables): readonly Camera[] {
  const common = commonProfile(profiles);
  return cameras.filter(({ analytics_profile: own }) => {
    const used = profiles.find(({ id }) => id === own) ?? common;
    return used !== undefined && used.id === profile?.id;
  });
}
