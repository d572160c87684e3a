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
  #byId: Map<number, Stranger> | null = null;
  readonly #stale = new Set<number>();
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
    this.#byId ??= new Map(this.#readStrangers().map((stranger) => [stranger.strangerId, stranger]));
    for (const id of this.#stale) {
      const [stranger] = this.#readStrangers(id);
      if (stranger) this.#byId.set(id, stranger);
      else this.#byId.delete(id);
    }
    this.#stale.clear();
    this.#strangers ??= [...this.#byId.values()];
    return this.#strangers;
  }

  /** Something was written: read it anew when it is wanted next. */
  forget(): void {
    this.#gallery = null;
    this.#byId = null;
    this.#strangers = null;
  }

  /** The same of one stranger: each visit of somebody unknown is one, and there may be hundreds of them. */
  forgetStranger(id: number): void {
    this.#isStale(id);
    // What is read until the transaction under way has ended may be taken back with it.
    queueMicrotask(() => this.#isStale(id));
  }

  #isStale(id: number): void {
    this.#stale.add(id);
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

  #readStrangers(id?: number): Stranger[] {
    return this.#store.bareStrangers(id).map((stranger) => ({
      strangerId: stranger.id,
      ignored: stranger.ignored,
      ...pictureSet(this.#store.newestFacesOf(stranger.id, FACES_A_STRANGER)),
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
