import type { ConfigDocument, KnownObject, Person } from './config-records.ts';

type People = { readonly people: readonly Readonly<Person>[] };
type Pictures = {
  readonly known_objects: readonly Readonly<KnownObject>[];
  readonly analytics_shapes: readonly Readonly<ConfigDocument['analytics_shapes'][number]>[];
};

/** How a name is compared: neither case nor blanks around it count. */
export function personKey(name: string): string {
  return name.trim().normalize('NFC').toLowerCase();
}

export function personNamed<Document extends People>(
  document: Document,
  name: string,
): Document['people'][number] | null {
  const key = personKey(name);
  return document.people.find((person) => personKey(person.name) === key) ?? null;
}

/** The known objects of the shape `person`; one without a name has not been identified yet. */
export function personObjects<Document extends Pictures>(
  document: Document,
): readonly Document['known_objects'][number][] {
  const shape = document.analytics_shapes.find((row) => row.shape === 'person');
  return document.known_objects.filter((row) => row.object_type === shape?.id);
}

/** A person's pictures, in the order in which they were added. */
export function picturesOf<Document extends Pictures>(
  document: Document,
  person: Pick<Person, 'name'>,
): readonly Document['known_objects'][number][] {
  const key = personKey(person.name);
  return personObjects(document).filter((row) => personKey(row.name) === key);
}
