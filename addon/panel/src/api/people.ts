import type { KnownPerson } from '../../../../src/ports/gallery.ts';
import type { PeopleGlance } from '../../../../src/ports/panel/people-glance.ts';
import { getJson, send } from './client.ts';

/** @throws ApiError */
export function readPeople(signal?: AbortSignal): Promise<PeopleGlance> {
  return getJson<PeopleGlance>('panel/people', signal);
}

/** The new person's id. @throws ApiError */
export async function addPerson(name: string): Promise<number> {
  const made = await send('POST', 'rest/people', { name });
  return typeof made === 'object' && made !== null && 'id' in made ? Number(made.id) : 0;
}

/**
 * Does something for somebody of this name, who is added when nobody is called so; a person who was added for what then
 * failed is taken away again. @throws ApiError
 */
async function forPersonNamed<Result>(
  people: readonly KnownPerson[],
  name: string,
  work: (personId: number) => Promise<Result>,
): Promise<Result> {
  const known = people.find((person) => person.name.toLowerCase() === name.toLowerCase());
  if (known) return work(known.id);
  const id = await addPerson(name);
  try {
    return await work(id);
  } catch (error) {
    await send('DELETE', `rest/people/${id}`);
    throw error;
  }
}

/** This is how that person looks: a face that was seen. @throws ApiError */
export async function nameFace(people: readonly KnownPerson[], faceId: number, name: string): Promise<void> {
  await forPersonNamed(people, name, (id) => send('POST', `rest/people/${id}/faces`, { face_id: faceId }));
}

/** @param personId whose face it is not; null: nobody's, it is no face. @throws ApiError */
export async function rejectFace(faceId: number, personId: number | null): Promise<void> {
  await send('POST', `rest/faces/${faceId}/reject`, personId === null ? {} : { person_id: personId });
}

/** These of a stranger's faces are somebody else's: the other stranger's id. @throws ApiError */
export async function splitStranger(id: number, faces: readonly number[]): Promise<number> {
  const other = await send('POST', `rest/strangers/${id}/split`, { faces });
  return typeof other === 'object' && other !== null && 'id' in other ? Number(other.id) : 0;
}
