import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RealHouse } from './real-house.ts';

/** Four people who look at the camera, waist up. */
export const FOUR_FACES = join(import.meta.dirname, '../../node_modules/@vladmandic/face-api/demo/sample6.jpg');

/** Has faces compared with the gallery, at every camera of the house. */
export async function recogniseFaces(house: RealHouse): Promise<void> {
  await house.rest('PATCH', '/analytics_profiles/1/', { face_recognition: true });
}

/** Makes known the first face of `FOUR_FACES`, as somebody does who follows the documents. */
export async function enrol(house: RealHouse, name: string): Promise<void> {
  const { id } = await house.rest('POST', '/people', { name });
  const response = await fetch(house.addOn.url('backEnd', `/rest/people/${id}/pictures?face=1`), {
    method: 'POST',
    headers: { 'Content-Type': 'image/jpeg' },
    body: await readFile(FOUR_FACES),
  });
  const text = await response.text();
  assert.equal(response.status, 201, text);
  assert.equal(JSON.parse(text).enrolled, true, text);
  await house.view.until(async () => (await house.view.devices(name)).length === 1);
}
