import type { FaceGallery } from '../domain/judge-faces.ts';
import { picturesOf } from '../domain/known-people.ts';
import type { Stranger } from '../domain/strangers.ts';
import type { ConfigStore } from '../ports/config-store.ts';
import type { FaceStore, KnownFace } from '../ports/face-store.ts';

/** Of each stranger, so many of the newest faces are compared with. */
const FACES_A_STRANGER = 12;

/**
 * Everybody whom faces are compared with, read from the store once and kept until something changes: a busy clip has a
 * dozen tracks, and reading hundreds of embeddings for each would hold up everything else.
 */
export class FaceMemory {
  readonly #config: Pick<ConfigStore, 'read'>;
  readonly #store: FaceStore;
  #gallery: FaceGallery | null = null;
  #strangers: readonly Stranger[] | null = null;

  constructor(config: Pick<ConfigStore, 'read'>, store: FaceStore) {
    this.#config = config;
    this.#store = store;
  }

  get gallery(): FaceGallery {
    this.#gallery ??= this.#readGallery();
    return this.#gallery;
  }

  get strangers(): readonly Stranger[] {
    this.#strangers ??= this.#readStrangers();
    return this.#strangers;
  }

  /** Something was written: read it anew when it is wanted next. */
  forget(): void {
    this.#gallery = null;
    this.#strangers = null;
  }

  forgetStrangers(): void {
    this.#strangers = null;
  }

  #readGallery(): FaceGallery {
    const document = this.#config.read();
    const known = new Map(this.#store.knownFaces().map((face) => [face.knownObjectId, face]));
    const rejected = this.#store.rejectedFaces();
    return {
      people: document.people.map((person) => ({
        personId: person.id,
        name: person.name,
        ignored: person.ignored,
        ...pictureSet(picturesOf(document, person).flatMap(({ id }) => known.get(id) ?? [])),
        rejected: rejected.filter(({ personId }) => personId === person.id).map(({ embedding }) => embedding),
      })),
      notFaces: rejected.filter(({ personId }) => personId === null).map(({ embedding }) => embedding),
    };
  }

  #readStrangers(): readonly Stranger[] {
    const faces = this.#store.facesOfStrangers(FACES_A_STRANGER);
    return this.#store.strangers(0).map(({ id, ignored }) => ({
      strangerId: id,
      ignored,
      ...pictureSet(faces.get(id) ?? []),
    }));
  }
}

function pictureSet(faces: readonly Pick<KnownFace, 'embedding' | 'quality'>[]) {
  const usable = faces.flatMap(({ embedding, quality }) => (embedding === null ? [] : [{ embedding, quality }]));
  return {
    embeddings: usable.map(({ embedding }) => embedding),
    qualities: usable.map(({ quality }) => quality ?? 1),
  };
}
