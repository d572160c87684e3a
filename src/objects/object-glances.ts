import { personKey } from '../domain/known-people.ts';
import type { ThingRow } from '../domain/known-things.ts';
import type { KnownAppearance } from '../ports/object-store.ts';
import type { ObjectGlance, ObjectPicture } from '../ports/panel/objects-glance.ts';

/** Known objects by their names, as they are told apart: without regard to case. */
export function objectGlances(things: readonly ThingRow[], known: readonly KnownAppearance[]): readonly ObjectGlance[] {
  const computed = new Map(known.map((one) => [one.knownObjectId, one]));
  const groups = Map.groupBy(things, ({ row }) => personKey(row.name));
  return [...groups]
    .sort(([one], [other]) => Number(one === '') - Number(other === '') || one.localeCompare(other))
    .map(([, rows]) => ({
      name: rows[0]?.row.name.trim() ?? '',
      pictures: rows.map((thing) => pictureOf(thing, computed.get(thing.row.id))),
    }));
}

function pictureOf({ row, shape }: ThingRow, computed: KnownAppearance | undefined): ObjectPicture {
  return {
    id: row.id,
    file: row.file_path_image,
    shape,
    isDescribed: computed !== undefined && computed.appearance !== null,
    problem: computed?.problem ?? null,
  };
}
