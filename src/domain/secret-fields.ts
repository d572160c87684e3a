import type { TObject } from 'typebox';

/** The fields of a record that are never read back: `writeOnly` in its schema. They are sealed where they are stored. */
export function secretFields(schema: TObject): readonly string[] {
  return Object.entries(schema.properties)
    .filter(([, field]) => 'writeOnly' in field && field.writeOnly === true)
    .map(([name]) => name);
}
