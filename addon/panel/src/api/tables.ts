import type { Static } from 'typebox';
import type {
  AnalyticsProfileSchema,
  AnalyticsShapeSchema,
  CameraBrandSchema,
  CameraSchema,
  CameraTypeSchema,
  KnownObject,
} from '../../../../src/domain/config-records.ts';
import { getJson } from './client.ts';
import { live } from './live.ts';

type Brand = Static<typeof CameraBrandSchema>;
export type Profile = Static<typeof AnalyticsProfileSchema>;
type Shape = Static<typeof AnalyticsShapeSchema>;
/** As they are read: references by name, without what is secret. */
type CameraType = Omit<Static<typeof CameraTypeSchema>, 'brand'> & { readonly brand: { readonly name: string } };
export type Camera = Omit<Static<typeof CameraSchema>, 'brand' | 'password'> & {
  readonly brand: { readonly name: string; readonly brand: { readonly name: string } };
};

export interface Tables {
  readonly cameras: readonly Camera[];
  readonly camera_types: readonly CameraType[];
  readonly camera_brands: readonly Brand[];
  readonly analytics_profiles: readonly Profile[];
  readonly analytics_shapes: readonly Shape[];
  readonly known_objects: readonly Readonly<KnownObject>[];
}

const kept = new Map<keyof Tables, Promise<readonly unknown[]>>();
live.on('config', () => kept.clear());
live.onConnection((connected) => connected && kept.clear());

/** What people edit, read once and kept until somebody changes something. @throws ApiError */
export async function table<Name extends keyof Tables>(name: Name): Promise<Tables[Name]> {
  const rows = kept.get(name) ?? getJson<readonly unknown[]>(`rest/${name}`);
  kept.set(name, rows);
  try {
    return (await rows) as unknown as Tables[Name]; // the path named the table
  } catch (error) {
    kept.delete(name);
    throw error;
  }
}

/** After a change of one's own: its answer comes before the live message does. */
export function forgetTables(): void {
  kept.clear();
}
