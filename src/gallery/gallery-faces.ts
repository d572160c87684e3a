import { SAME_PICTURE_DISTANCE } from '../domain/enrolment-check.ts';
import { MAX_TRACK_FACES } from '../domain/face.ts';
import { type Embedding, faceDistance } from '../domain/face-distance.ts';
import { picturesOf } from '../domain/known-people.ts';
import type { StoredFace } from '../ports/face-store.ts';
import type { Done, SeenFaces } from '../ports/gallery.ts';
import type { GalleryParts } from './gallery-parts.ts';

/** What users say of a single face that was judged wrongly. */
export class GalleryFaces implements SeenFaces {
  readonly #parts: GalleryParts;

  constructor(parts: GalleryParts) {
    this.#parts = parts;
  }

  one(id: number): StoredFace | null {
    return this.#parts.store.face(id);
  }

  ofTrack(trackId: number): readonly StoredFace[] {
    return this.#parts.store.facesOf({ trackId }, MAX_TRACK_FACES);
  }

  async reject(faceId: number, personId: number | null): Promise<Done> {
    const { store, memory, config, clock, changed } = this.#parts;
    const face = store.face(faceId);
    if (!face) return { kind: 'gone' };
    const { embedding } = face;
    if (embedding === null) return { kind: 'refused', field: 'face', why: 'was not good enough to be judged at all' };
    if (personId !== null && !config.read().people.some(({ id }) => id === personId)) {
      return { kind: 'refused', field: 'person', why: 'there is no such person' };
    }
    if (personId !== null) await this.#removePicturesOf(embedding, personId);
    store.reject({ personId, embedding }, clock.nowMs());
    memory.forget();
    changed();
    return { kind: 'done' };
  }

  /** Somebody was called so by this very face: the person is no longer known by it. */
  async #removePicturesOf(embedding: Embedding, personId: number): Promise<void> {
    const { store, config } = this.#parts;
    const same = store
      .knownFaces()
      .filter((known) => known.embedding && faceDistance(known.embedding, embedding) < SAME_PICTURE_DISTANCE);
    const ids = new Set(same.map(({ knownObjectId }) => knownObjectId));
    if (ids.size === 0) return;
    await config.change((draft) => {
      const person = draft.people.find(({ id }) => id === personId);
      const pictures = new Set(person ? picturesOf(draft, person).map(({ id }) => id) : []);
      draft.known_objects = draft.known_objects.filter(({ id }) => !(ids.has(id) && pictures.has(id)));
    });
  }
}
