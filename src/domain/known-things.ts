import type { ConfigDocument, KnownObject } from './config-records.ts';
import { personKey } from './known-people.ts';

type Document = {
  readonly known_objects: readonly Readonly<KnownObject>[];
  readonly analytics_shapes: readonly Readonly<ConfigDocument['analytics_shapes'][number]>[];
};

/** A known object that is no person, with its shape's name. */
export interface ThingRow {
  readonly row: Readonly<KnownObject>;
  readonly shape: string;
}

/** The known objects that are no persons. */
export function thingRows(document: Document): readonly ThingRow[] {
  const shapes = new Map(document.analytics_shapes.map(({ id, shape }) => [id, shape]));
  return document.known_objects.flatMap((row) => {
    const shape = shapes.get(row.object_type);
    return shape === undefined || shape === 'person' ? [] : [{ row, shape }];
  });
}

/** Whether the row gives a name, and so makes something known. */
export function isNamed({ name }: Pick<KnownObject, 'name'>): boolean {
  return personKey(name) !== '';
}
