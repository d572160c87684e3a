import type { GalleryParts } from './gallery-parts.ts';

const FACES_AT_A_TIME = 100;

/**
 * Removes every face that was judged to be this person's, with its picture, and the name from past events. Files first,
 * so that after a kill in between what is left is found again.
 */
export async function forgetPerson(
  { store, pictures }: Pick<GalleryParts, 'store' | 'pictures'>,
  personId: number,
): Promise<void> {
  for (;;) {
    const faces = store.facesOfPerson(personId, FACES_AT_A_TIME);
    if (faces.length === 0) break;
    await pictures.remove(faces.map(({ picture }) => picture).filter((picture) => picture !== null));
    store.removeFaces(faces.map(({ id }) => id));
  }
  store.forgetPeople([personId]);
}
