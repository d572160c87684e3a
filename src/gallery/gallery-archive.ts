import { nearestDistance } from '../domain/face-distance.ts';
import type { GalleryFile } from '../domain/gallery-file.ts';
import { personNamed, picturesOf } from '../domain/known-people.ts';
import type { Archive, ImportOutcome, People } from '../ports/gallery.ts';
import type { GalleryParts } from './gallery-parts.ts';
import { addKnownPicture } from './known-objects.ts';
import { isJpeg, readJpeg } from './read-picture.ts';

/** A picture with the very same numbers is there already: an import can be repeated. */
const SAME = 1e-3;

type FilePicture = GalleryFile['people'][number]['pictures'][number];

/** The gallery as one file, to be moved to another machine. */
export class GalleryArchive implements Archive {
  readonly #parts: GalleryParts;
  readonly #people: People;

  constructor(parts: GalleryParts, people: People) {
    this.#parts = parts;
    this.#people = people;
  }

  /** Pictures whose file is gone are left out. */
  async export(): Promise<GalleryFile> {
    const { config, store, memory, media } = this.#parts;
    const document = config.read();
    const known = new Map(store.knownFaces().map((face) => [face.knownObjectId, face]));
    const people: GalleryFile['people'] = [];
    for (const person of document.people) {
      const pictures: FilePicture[] = [];
      for (const { id, file_path_image } of picturesOf(document, person)) {
        const face = known.get(id);
        const jpeg = face?.embedding ? await readJpeg(media, file_path_image) : null;
        if (!face?.embedding || !jpeg) continue;
        const embedding = Array.from(face.embedding);
        pictures.push({ jpeg: jpeg.toString('base64'), embedding, quality: face.quality ?? 0 });
      }
      people.push({ name: person.name, ignored: person.ignored, pictures });
    }
    const not_faces = memory.gallery.notFaces.map((embedding) => Array.from(embedding));
    return { format: 'concierge-gallery', version: 1, people, not_faces };
  }

  /** Adds to what is there; what is there already is left alone. */
  async import(file: GalleryFile): Promise<ImportOutcome> {
    return this.#parts.inTurn.run(async () => {
      const { store, memory, clock, changed } = this.#parts;
      const outcome = { people: 0, pictures: 0, left: [] as string[] };
      for (const { name, ignored, pictures } of file.people) {
        const known = personNamed(this.#parts.config.read(), name);
        const person = known ? { kind: 'done' as const, id: known.id } : await this.#people.add(name, ignored);
        if (person.kind !== 'done') {
          outcome.left.push(`${name}: ${person.kind === 'refused' ? person.why : 'gone'}`);
          continue;
        }
        if (!known) outcome.people++;
        for (const picture of pictures) if (await this.#add(person.id, picture)) outcome.pictures++;
      }
      for (const embedding of file.not_faces) {
        if (nearestDistance(embedding, memory.gallery.notFaces) <= SAME) continue;
        store.reject({ personId: null, embedding }, clock.nowMs());
        memory.forget();
      }
      changed();
      return outcome;
    });
  }

  async #add(personId: number, { jpeg, embedding, quality }: FilePicture): Promise<boolean> {
    const { memory, pictures } = this.#parts;
    const own = memory.gallery.people.find((person) => person.personId === personId)?.embeddings ?? [];
    const bytes = Buffer.from(jpeg, 'base64');
    if (!isJpeg(bytes) || nearestDistance(embedding, own) <= SAME) return false;
    const file = await pictures.write(bytes, personId);
    await addKnownPicture(this.#parts, { personId, file, embedding, quality, frameNumber: null, recordingId: null });
    return true;
  }
}
