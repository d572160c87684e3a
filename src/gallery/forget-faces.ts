import type { FaceStore } from '../ports/face-store.ts';
import type { Clock } from '../runtime/clock.ts';
import type { FaceMemory } from './face-memory.ts';
import type { GalleryPictures } from './gallery-pictures.ts';

const DAY_MS = 86_400_000;
const FACES_AT_A_TIME = 100;

export interface ForgetFacesParts {
  readonly store: FaceStore;
  readonly memory: FaceMemory;
  readonly pictures: GalleryPictures;
  /** Faces of strangers older than this go; 0: none are kept. */
  readonly keepDays: number;
  readonly clock: Clock;
}

/** Deletes the faces of strangers when their time is over, and faces whose event is gone. */
export class ForgetFaces {
  readonly name = 'faces';
  readonly schedule = '5,20,35,50 * * * *';
  readonly #parts: ForgetFacesParts;

  constructor(parts: ForgetFacesParts) {
    this.#parts = parts;
  }

  /** Files first, so that after a kill in between what is left is found again. */
  async run(signal: AbortSignal): Promise<string> {
    const { store, memory, pictures, keepDays, clock } = this.#parts;
    let removed = 0;
    while (!signal.aborted) {
      const faces = store.expiredFaces(clock.nowMs() - keepDays * DAY_MS, FACES_AT_A_TIME);
      if (faces.length === 0) break;
      await pictures.remove(faces.map(({ picture }) => picture).filter((picture) => picture !== null));
      store.removeFaces(faces.map(({ id }) => id));
      removed += faces.length;
    }
    const strangers = store.removeEmptyStrangers();
    if (removed > 0) memory.forget();
    return `${removed} faces and ${strangers} strangers forgotten`;
  }
}
