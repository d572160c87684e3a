import { readdir, readFile, stat } from 'node:fs/promises';
import { ConciergeError } from '../domain/concierge-error.ts';
import type { Face, FaceFault } from '../domain/face.ts';
import type { Embedding } from '../domain/face-distance.ts';
import type { Identity } from '../domain/identity.ts';
import { judgeFaces } from '../domain/judge-faces.ts';
import { personNamed } from '../domain/known-people.ts';
import { fileBase, type MediaPath } from '../domain/media-path.ts';
import type { Enrolment, EnrolOutcome, FolderOutcome, FoundFace, People } from '../ports/gallery.ts';
import type { GalleryParts } from './gallery-parts.ts';
import { addKnownPicture, doubtsAbout, type NewPicture } from './known-objects.ts';

const GONE = { kind: 'refused', field: 'person', why: 'there is no such person' } as const;

const MAX_PICTURE_BYTES = 20 * 1024 * 1024;

/** A folder of more is somebody's whole photo library. */
const MAX_FOLDER_PICTURES = 500;

/** Adds pictures to people. */
export class GalleryEnrolment implements Enrolment {
  readonly #parts: GalleryParts;
  readonly #people: People;

  constructor(parts: GalleryParts, people: People) {
    this.#parts = parts;
    this.#people = people;
  }

  async fromPicture(
    personId: number,
    image: Uint8Array,
    face: number | null,
    signal: AbortSignal,
  ): Promise<EnrolOutcome> {
    return this.#parts.inTurn.run(async () => {
      const staged = await this.#parts.pictures.stage(image);
      try {
        return await this.#enrolFile(personId, staged, face, signal);
      } finally {
        await this.#parts.pictures.remove([staged]);
      }
    });
  }

  async fromFace(personId: number, faceId: number): Promise<EnrolOutcome> {
    return this.#parts.inTurn.run(async () => {
      const face = this.#parts.store.face(faceId);
      if (!face) return { kind: 'refused', field: 'face', why: 'there is no such face' };
      const { embedding, picture, quality, frameNumber } = face;
      if (embedding === null) return { kind: 'refused', field: 'face', why: faultInWords(face.fault) };
      if (picture === null) return { kind: 'refused', field: 'face', why: 'its picture was not kept' };
      if (!this.#isKnown(personId)) return GONE;
      const file = await this.#parts.pictures.copy(picture, personId);
      return this.#add({ personId, file, embedding, quality, frameNumber, recordingId: null });
    });
  }

  async fromFolder(folder: MediaPath, name: string | null, signal: AbortSignal): Promise<FolderOutcome> {
    const outcome = {
      enrolled: [] as FolderOutcome['enrolled'][number][],
      left: [] as FolderOutcome['left'][number][],
    };
    for (const { file, person } of await this.#picturesIn(folder, name)) {
      if (signal.aborted) break;
      const result = await this.#enrolNamed(file, person, signal);
      if (result.kind === 'enrolled') {
        outcome.enrolled.push({ name: person, file, doubts: result.picture.doubts });
      } else {
        const why =
          result.kind === 'refused' ? result.why : `shows ${result.faces.length} faces: upload it alone and say which`;
        outcome.left.push({ file, why });
      }
    }
    return outcome;
  }

  async #enrolNamed(file: MediaPath, name: string, signal: AbortSignal): Promise<EnrolOutcome> {
    const known = personNamed(this.#parts.config.read(), name);
    const added = known ? { kind: 'done' as const, id: known.id } : await this.#people.add(name, false);
    if (added.kind !== 'done') return added.kind === 'refused' ? added : GONE;
    try {
      const path = await this.#parts.media.existing(file);
      if ((await stat(path)).size > MAX_PICTURE_BYTES) {
        return { kind: 'refused', field: 'file', why: 'is larger than 20 MiB' };
      }
      return await this.fromPicture(added.id, await readFile(path), null, signal);
    } catch (error) {
      if (error instanceof ConciergeError && error.code === 'MEDIA_UNREADABLE') {
        return { kind: 'refused', field: 'file', why: 'is no picture that can be read' };
      }
      throw error;
    }
  }

  async #enrolFile(
    personId: number,
    file: MediaPath,
    wanted: number | null,
    signal: AbortSignal,
  ): Promise<EnrolOutcome> {
    if (!this.#isKnown(personId)) return GONE;
    const staging = this.#parts.pictures.stagingName();
    const { faces } = await this.#parts.reader.read({ file, pictures: { fileBase: fileBase(staging) } }, signal);
    try {
      const chosen = choose(faces, wanted);
      if (chosen === 'which')
        return { kind: 'which face', faces: faces.map((face, index) => this.#found(face, index)) };
      if (chosen.kind === 'refused') return chosen;
      const { embedding, quality, picture } = chosen.face;
      if (embedding === null) return { kind: 'refused', field: 'face', why: faultInWords(chosen.face.fault) };
      const kept =
        picture === null
          ? await this.#parts.pictures.copy(file, personId)
          : await this.#parts.pictures.keep(picture, personId);
      return await this.#add({
        personId,
        file: kept,
        embedding,
        quality: quality.score,
        frameNumber: null,
        recordingId: null,
      });
    } finally {
      await this.#parts.pictures.remove(faces.map(({ picture }) => picture).filter((picture) => picture !== null));
    }
  }

  async #add(picture: NewPicture): Promise<EnrolOutcome> {
    const { pictures, changed } = this.#parts;
    const person = this.#people.one(picture.personId);
    const before = this.#embeddingsOf(picture.personId);
    const row = await addKnownPicture(this.#parts, picture);
    if (row === null || person === null) {
      await pictures.remove([picture.file]);
      return GONE;
    }
    changed();
    return {
      kind: 'enrolled',
      personId: person.id,
      picture: {
        id: row.id,
        file: picture.file,
        hasEmbedding: true,
        quality: picture.quality,
        problem: null,
        doubts: doubtsAbout(this.#parts, person, picture.embedding, before),
      },
    };
  }

  #embeddingsOf(personId: number): readonly Embedding[] {
    return this.#parts.memory.gallery.people.find((person) => person.personId === personId)?.embeddings ?? [];
  }

  #isKnown(personId: number): boolean {
    return this.#parts.config.read().people.some(({ id }) => id === personId);
  }

  #found(face: Face, index: number): FoundFace {
    const { box, quality, fault, embedding } = face;
    return { face: index + 1, box, quality: quality.score, fault, identity: embedding && this.#whoNow(embedding) };
  }

  #whoNow(embedding: Embedding): Identity {
    const verdict = judgeFaces([{ embedding, quality: 1 }], this.#parts.memory.gallery);
    return verdict.kind === 'stranger' ? { kind: 'unknown', strangerId: null } : verdict;
  }

  /** In a folder without a name of its own, the subfolders are names. */
  async #picturesIn(folder: MediaPath, name: string | null) {
    const found: { readonly file: MediaPath; readonly person: string }[] = [];
    const path = await this.#parts.media.existing(folder);
    for (const entry of await readdir(path, { withFileTypes: true })) {
      const below = `${folder}/${entry.name}`;
      if (entry.name.startsWith('.')) continue;
      if (entry.isFile() && name !== null) found.push({ file: below, person: name });
      if (!entry.isDirectory() || name !== null) continue;
      const inside = await readdir(await this.#parts.media.existing(below), { withFileTypes: true });
      for (const picture of inside) {
        if (picture.isFile() && !picture.name.startsWith('.'))
          found.push({ file: `${below}/${picture.name}`, person: entry.name });
      }
    }
    return found
      .filter(({ file }) => /\.(jpe?g|png|webp)$/i.test(file))
      .toSorted((a, b) => a.file.localeCompare(b.file))
      .slice(0, MAX_FOLDER_PICTURES);
  }
}

type Choice = 'which' | { readonly kind: 'face'; readonly face: Face } | Extract<EnrolOutcome, { kind: 'refused' }>;

/** Of several, the only one that can be compared is meant; else somebody has to say. */
function choose(faces: readonly Face[], wanted: number | null): Choice {
  if (faces.length === 0) return { kind: 'refused', field: 'picture', why: 'shows no face' };
  if (wanted !== null) {
    const face = faces[wanted - 1];
    if (face) return { kind: 'face', face };
    return { kind: 'refused', field: 'face', why: `is ${wanted}: the picture shows ${faces.length}` };
  }
  const good = faces.filter(({ fault }) => fault === null);
  if (good.length > 1) return 'which';
  const face = good[0] ?? faces[0];
  return face ? { kind: 'face', face } : 'which';
}

/** Why a face cannot be compared, for people. */
function faultInWords(fault: FaceFault | null): string {
  const words: Readonly<Record<FaceFault, string>> = {
    'no face': 'does not look like a face',
    'too small': 'is too small: at least 40 pixels between its outer edges are needed',
    'cut off': 'is cut off by the edge of the picture',
    'turned away': 'looks away from the camera',
    blurred: 'is blurred',
  };
  return fault === null ? 'cannot be compared' : words[fault];
}
