import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { FaceLooker, type LookedAt } from './face-looker.ts';
import { type AskedFace, galleryOf, verdicts } from './face-verdicts.ts';
import { type Measurement, median } from './result.ts';

const ENROLLED = 3;
/** Three pictures drawn in so many ways. */
const DRAWS = 10;

/**
 * The same on photos of your own, which are no part of the project: three pictures a person enrolled, all others asked.
 * @param people a folder with a subfolder for each person
 * @param strangers a folder with pictures of other people, at any depth; null: none
 */
export async function facesOfFolder(people: string, strangers: string | null): Promise<Measurement[]> {
  const looker = await FaceLooker.open();
  const photos: { readonly name: string; readonly face: LookedAt | null }[] = [];
  for (const name of await readdir(people)) {
    for (const file of await picturesIn(join(people, name)))
      photos.push({ name, face: largest(await looker.look(file)) });
  }
  const others: LookedAt[] = [];
  for (const file of strangers === null ? [] : await picturesIn(strangers)) {
    others.push(...(await looker.look(file)).faces);
  }
  await looker.close();
  const names = [...new Set(photos.map(({ name }) => name))];
  const how = `${names.length} people, ${photos.length} photos, ${ENROLLED} enrolled each`;
  const draws = Array.from({ length: DRAWS }, (_, draw) => judgeDraw(photos, names, draw, others, how));
  const faced = photos.filter(({ face }) => face !== null).length;
  return [
    row('faces: photos with a face that is good enough', '%', [(100 * faced) / photos.length], how),
    ...(draws[0] ?? []).map((first, index) => {
      const values = draws.map((draw) => draw[index]?.values[0] ?? Number.NaN);
      return { ...first, values, met: first.met === null ? null : values.every((value) => value === 0) };
    }),
    row('faces: a photo, a face', 'ms', [median(looker.timesMs)], looker.detectorName),
  ];
}

function judgeDraw(
  photos: readonly AskedFace[],
  names: readonly string[],
  draw: number,
  others: LookedAt[],
  how: string,
) {
  const enrolled = new Map<string, readonly LookedAt[]>();
  const asked: AskedFace[] = [];
  for (const name of names) {
    const own = photos.filter((photo) => photo.name === name);
    // Another step through the photos each time, so that every one is enrolled in some draw.
    const shifted = own.map((_, index) => own[(index * (draw % 2 === 0 ? 1 : own.length - 1) + draw) % own.length]);
    const faced = shifted.flatMap((photo) => (photo?.face ? [photo.face] : [])).slice(0, ENROLLED);
    enrolled.set(name, faced);
    asked.push(...own.filter(({ face }) => face === null || !faced.includes(face)));
  }
  return verdicts(galleryOf(enrolled), asked, others, how);
}

function largest({ faces }: { readonly faces: readonly LookedAt[] }): LookedAt | null {
  return faces.toSorted((a, b) => b.widthPx - a.widthPx)[0] ?? null;
}

async function picturesIn(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true });
  return names
    .filter((name) => /\.(jpe?g|png|webp)$/i.test(name))
    .sort()
    .map((name) => join(folder, name));
}

function row(what: string, unit: string, values: readonly number[], how: string): Measurement {
  return { what, unit, values, how, bar: '', met: null };
}
