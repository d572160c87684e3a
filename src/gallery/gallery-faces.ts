import { MAX_TRACK_FACES } from '../domain/face.ts';
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

  reject(faceId: number, personId: number | null): Done {
    const { store, memory, config, clock, changed } = this.#parts;
    const face = store.face(faceId);
    if (!face) return { kind: 'gone' };
    if (face.embedding === null)
      return { kind: 'refused', field: 'face', why: 'was not good enough to be judged at all' };
    if (personId !== null && !config.read().people.some(({ id }) => id === personId)) {
      return { kind: 'refused', field: 'person', why: 'there is no such person' };
    }
    store.reject({ personId, embedding: face.embedding }, clock.nowMs());
    memory.forget();
    changed();
    return { kind: 'done' };
  }
}
