import type { ObjectsGlance } from '../../../../src/ports/panel/objects-glance.ts';
import { getJson, send, sendPicture } from './client.ts';

/** @throws ApiError */
export function readObjects(signal?: AbortSignal): Promise<ObjectsGlance> {
  return getJson<ObjectsGlance>('panel/objects', signal);
}

/** What the picture shows is called so from now on; resolves when it was looked at. @throws ApiError */
export async function addObjectPicture(name: string, shape: string, picture: Blob): Promise<void> {
  await sendPicture(`rest/known_objects/picture?${new URLSearchParams({ name, shape })}`, picture);
}

/** @param ids of its pictures' rows @throws ApiError: those before have the name already */
export async function renameObject(ids: readonly number[], name: string): Promise<void> {
  for (const id of ids) await send('PATCH', `rest/known_objects/${id}`, { name });
}

/** @param ids of its pictures' rows @throws ApiError: those before are gone already */
export async function removeObject(ids: readonly number[]): Promise<void> {
  for (const id of ids) await send('DELETE', `rest/known_objects/${id}`);
}
