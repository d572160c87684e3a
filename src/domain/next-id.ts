import type { ConfigDocument } from './config-records.ts';

/** The tables of the document: those of its fields that are lists of rows. */
export const CONFIG_TABLES = [
  'camera_brands',
  'camera_types',
  'cameras',
  'camera_listeners',
  'analytics_profiles',
  'analytics_shapes',
  'known_objects',
  'people',
] as const;

export type ConfigTable = (typeof CONFIG_TABLES)[number];

/** The id of a new row. An id that was ever used is not given again: history knows cameras by their id. */
export function nextId(document: Pick<ConfigDocument, ConfigTable | 'last_ids'>, table: ConfigTable): number {
  return Math.max(document.last_ids?.[table] ?? 0, ...document[table].map((row) => row.id)) + 1;
}
