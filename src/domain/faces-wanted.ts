import type { ConfigDocument } from './config-records.ts';

type Wishes = {
  readonly analytics_profiles: readonly Readonly<
    Pick<ConfigDocument['analytics_profiles'][number], 'face_recognition'>
  >[];
  readonly cameras: readonly Readonly<Pick<ConfigDocument['cameras'][number], 'face_recognition'>>[];
  readonly people: readonly unknown[];
};

/** Whether this household has any use for face models: a profile or camera looks for faces, or somebody is to be known. */
export function facesWanted({ analytics_profiles, cameras, people }: Wishes): boolean {
  return people.length > 0 || [...analytics_profiles, ...cameras].some((row) => row.face_recognition === true);
}
