import { personNamed } from '../domain/known-people.ts';
import { variedFaces } from '../domain/strangers.ts';
import type { StrangerRow } from '../ports/face-store.ts';
import type { Done, People, Strangers } from '../ports/gallery.ts';
import type { GalleryParts } from './gallery-parts.ts';
import { addKnownPicture } from './known-objects.ts';

const WEEK_MS = 7 * 86_400_000;
const FACES_SHOWN = 60;
/** So many of a stranger's faces become pictures of the person. */
const FACES_NAMED = 5;

/** People without a name: what users make of them. */
export class GalleryStrangers implements Strangers {
  readonly #parts: GalleryParts;
  readonly #people: People;

  constructor(parts: GalleryParts, people: People) {
    this.#parts = parts;
    this.#people = people;
  }

  list(): readonly StrangerRow[] {
    return this.#parts.store.strangers(this.#weekAgo());
  }

  one(id: number) {
    const { store } = this.#parts;
    const stranger = store.stranger(id, this.#weekAgo());
    return stranger && { stranger, faces: store.facesOf({ strangerId: id }, FACES_SHOWN) };
  }

  async name(id: number, name: string): Promise<Done<{ readonly personId: number }>> {
    return this.#parts.inTurn.run(async () => {
      const { store, pictures, config, changed } = this.#parts;
      const seen = this.one(id);
      if (!seen) return { kind: 'gone' };
      const usable = seen.faces.flatMap(({ embedding, picture, fault, ...face }) =>
        embedding === null || picture === null || fault !== null ? [] : [{ ...face, embedding, picture }],
      );
      const best = variedFaces(usable, FACES_NAMED);
      if (best.length === 0)
        return { kind: 'refused', field: 'name', why: 'no picture of this stranger is kept any more' };
      const known = personNamed(config.read(), name);
      const person = known ? { kind: 'done' as const, id: known.id } : await this.#people.add(name, false);
      if (person.kind !== 'done') return person;
      for (const { picture, embedding, quality, frameNumber } of best) {
        const file = await pictures.copy(picture, person.id);
        await addKnownPicture(this.#parts, {
          personId: person.id,
          file,
          embedding,
          quality,
          frameNumber,
          recordingId: null,
        });
      }
      // Who was ignored while nameless is of interest now.
      store.ignoreStranger(id, false);
      changed();
      return { kind: 'done', personId: person.id };
    });
  }

  merge(id: number, into: number): Done {
    const { store, memory, changed } = this.#parts;
    if (!store.stranger(id, 0)) return { kind: 'gone' };
    if (id === into) return { kind: 'refused', field: 'into', why: 'is the stranger itself' };
    if (!store.stranger(into, 0)) return { kind: 'refused', field: 'into', why: 'there is no such stranger' };
    store.mergeStrangers(id, into);
    memory.forget();
    changed();
    return { kind: 'done' };
  }

  split(id: number, faceIds: readonly number[]): Done<{ readonly id: number }> {
    const { store, memory, clock, changed } = this.#parts;
    if (!store.stranger(id, 0)) return { kind: 'gone' };
    const faces = faceIds.map((faceId) => store.face(faceId));
    const foreign = faceIds.find((_, index) => faces[index]?.strangerId !== id);
    if (foreign !== undefined)
      return { kind: 'refused', field: 'faces', why: `${foreign} is no face of this stranger` };
    const trackIds = [...new Set(faces.flatMap((face) => face?.trackId ?? []))];
    const left = store.facesOf({ strangerId: id }, Number.MAX_SAFE_INTEGER);
    const stays = left.some(
      (face) => !faceIds.includes(face.id) && !(face.trackId !== null && trackIds.includes(face.trackId)),
    );
    if (!stays) return { kind: 'refused', field: 'faces', why: 'are all that there are: nothing would be left' };
    const other = store.inTransaction(() => {
      const strangerId = store.openStranger(clock.nowMs());
      store.assign(trackIds, strangerId);
      store.assignFaces(faceIds, strangerId);
      for (const trackId of trackIds) store.setIdentity(trackId, { kind: 'unknown', strangerId });
      return strangerId;
    });
    memory.forget();
    changed();
    return { kind: 'done', id: other };
  }

  ignore(id: number, ignored: boolean): Done {
    const { store, memory, changed } = this.#parts;
    if (!store.stranger(id, 0)) return { kind: 'gone' };
    store.ignoreStranger(id, ignored);
    memory.forget();
    changed();
    return { kind: 'done' };
  }

  #weekAgo(): number {
    return this.#parts.clock.nowMs() - WEEK_MS;
  }
}
