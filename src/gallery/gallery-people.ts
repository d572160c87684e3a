import { randomUUID } from 'node:crypto';
import type { Person } from '../domain/config-records.ts';
import { personKey, personObjects, picturesOf } from '../domain/known-people.ts';
import { nextId } from '../domain/next-id.ts';
import type { KnownFace } from '../ports/face-store.ts';
import type { Done, KnownPerson, People, PersonPicture } from '../ports/gallery.ts';
import { forgetPerson } from './forget-person.ts';
import type { GalleryParts } from './gallery-parts.ts';
import { doubtsAbout, whyNoName } from './known-objects.ts';

/** Who is known, and what they look like. Each change is one of the configuration; the rest is brought in line with it. */
export class GalleryPeople implements People {
  readonly #parts: GalleryParts;

  constructor(parts: GalleryParts) {
    this.#parts = parts;
  }

  list(): readonly KnownPerson[] {
    return this.#views(() => true);
  }

  one(id: number): KnownPerson | null {
    return this.#views((person) => person.id === id)[0] ?? null;
  }

  #views(isWanted: (person: Readonly<Person>) => boolean): readonly KnownPerson[] {
    const people = this.#parts.config.read().people.filter(isWanted);
    const known = new Map(this.#parts.store.knownFaces().map((face) => [face.knownObjectId, face]));
    return people.map((person) => this.#view(person, known));
  }

  async add(name: string, ignored: boolean): Promise<Done<{ readonly id: number }>> {
    return this.#parts.config.change((draft): Done<{ readonly id: number }> => {
      const why = whyNoName(draft, name, null);
      if (why !== null) return { kind: 'refused', field: 'name', why };
      const id = nextId(draft, 'people');
      draft.people.push({ id, uuid: randomUUID(), name: name.trim(), ignored });
      return { kind: 'done', id };
    });
  }

  async change(id: number, changes: { readonly name?: string; readonly ignored?: boolean }): Promise<Done> {
    return this.#parts.config.change((draft): Done => {
      const person = draft.people.find((row) => row.id === id);
      if (!person) return { kind: 'gone' };
      const name = changes.name?.trim() ?? person.name;
      const why = whyNoName(draft, name, id);
      if (why !== null) return { kind: 'refused', field: 'name', why };
      for (const picture of picturesOf(draft, person)) picture.name = name;
      person.name = name;
      person.ignored = changes.ignored ?? person.ignored;
      return { kind: 'done' };
    });
  }

  async remove(id: number): Promise<Done> {
    const { config, inTurn } = this.#parts;
    return inTurn.run(async () => {
      if (!config.read().people.some((person) => person.id === id)) return { kind: 'gone' };
      // Before the name goes: else past events would be judged again, and make a stranger of the person.
      await forgetPerson(this.#parts, id);
      return this.#removeRows(id);
    });
  }

  #removeRows(id: number): Promise<Done> {
    return this.#parts.config.change((draft): Done => {
      const person = draft.people.find((row) => row.id === id);
      if (!person) return { kind: 'gone' };
      const pictures = new Set(picturesOf(draft, person).map((row) => row.id));
      draft.people = draft.people.filter((row) => row.id !== id);
      draft.known_objects = draft.known_objects.filter((row) => !pictures.has(row.id));
      return { kind: 'done' };
    });
  }

  async removePicture(id: number, pictureId: number): Promise<Done> {
    return this.#parts.config.change((draft): Done => {
      const person = draft.people.find((row) => row.id === id);
      const picture = person && personObjects(draft).find((row) => row.id === pictureId);
      if (!person || !picture || personKey(picture.name) !== personKey(person.name)) return { kind: 'gone' };
      draft.known_objects = draft.known_objects.filter((row) => row.id !== pictureId);
      return { kind: 'done' };
    });
  }

  #view(person: Readonly<Person>, known: ReadonlyMap<number, KnownFace>): KnownPerson {
    const rows = picturesOf(this.#parts.config.read(), person);
    return {
      ...person,
      pictures: rows.map((row): PersonPicture => {
        const face = known.get(row.id);
        const embedding = face?.embedding ?? null;
        const others = rows
          .filter((other) => other.id !== row.id)
          .map((other) => known.get(other.id)?.embedding ?? null)
          .filter((other) => other !== null);
        return {
          id: row.id,
          file: row.file_path_image,
          hasEmbedding: embedding !== null,
          quality: face?.quality ?? null,
          problem: face?.problem ?? null,
          doubts: embedding === null ? [] : doubtsAbout(this.#parts, person, embedding, others),
        };
      }),
    };
  }
}
