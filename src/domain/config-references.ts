import type { ConfigTable } from './next-id.ts';

/** What rows refer to: a field that holds the id of another table's row, or a list of such ids. */
export const CONFIG_REFERENCES: Readonly<Partial<Record<ConfigTable, Readonly<Record<string, ConfigTable>>>>> = {
  camera_types: { brand: 'camera_brands' },
  cameras: { brand: 'camera_types', analytics_profile: 'analytics_profiles' },
  analytics_profiles: { shapes: 'analytics_shapes' },
  known_objects: { object_type: 'analytics_shapes' },
};
