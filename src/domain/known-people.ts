import type { ConfigDocument, KnownObject, Person } from './config-records.ts';

type Pictures = {
  readonly known_objects: readonly Readonly<KnownObject>[];
  readonly analytics_shapes: readonly Readonly<ConfigDocument['analytics_shapes'][number]>[];
};

/** How a name is compared: neither case nor blanks around it count. */
export function personKey(name: string): string {
  return name.trim().normalize('NFC').toLowerCase();
}

/** The known objects that are pictures of somebody: of the shape `person`, and with a name. */
function facePictures<Document extends Pictures>(document: Document): readonly Document['known_objects'][number][] {
  const shape = document.analytics_shapes.find((row) => row.shape === 'person');
  return document.known_objects.filter((row) => row.object_type === shape?.id && personKey(row.name) !== '');
}

/** A person's pictures, in the order in which they were added. */
export function picturesOf<Document extends Pictures>(
  document: Document,
  person: Pick<Person, 'name'>,
): readonly Document['known_objects'][number][] {
  const key = personKey(person.name);
  return facePictures(document).filter((row) => personKey(row.name) === key);
}
