import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { FaceLooker, type LookedAt } from './face-looker.ts';
import { type AskedFace, galleryOf, verdicts } from './face-verdicts.ts';
import type { Measurement } from './result.ts';

const PHOTOS = join(import.meta.dirname, '../../node_modules/@vladmandic/face-api/demo');
/** Counted by eye: faces in sample1.jpg to sample6.jpg. */
const FACES_IN = [3, 3, 3, 4, 5, 4] as const;
/** Whose people are in no other photo: they are known, the others are strangers. */
const KNOWN_PHOTOS = [5, 6];
/** How far off its place in the original, as a share of the picture, a face of a changed photo may be. */
const SAME_PLACE = 0.06;

type Change = (photo: Sharp) => Sharp;
/** What cameras and weather do to a photo: three pictures of everybody are enrolled, ... */
const ENROLLED: readonly Change[] = [
  (photo) => photo,
  (photo) => photo.modulate({ brightness: 0.45 }),
  (photo) => photo.resize({ width: 960 }),
];
/** ... and these are asked about. None of them moves a face. */
const ASKED: readonly Change[] = [
  (photo) => photo.blur(2.5),
  (photo) => photo.resize({ width: 600 }),
  (photo) => photo.modulate({ brightness: 1.5 }),
  (photo) => photo.resize({ width: 960 }).jpeg({ quality: 20 }),
  (photo) => photo.greyscale(),
];

/** Recall, names by the gallery's own rules, and time of the best face models at hand, on the repository's test photos. */
export async function faces(): Promise<Measurement[]> {
  const looker = await FaceLooker.open();
  let [found, more] = [0, 0];
  const enrolled = new Map<string, LookedAt[]>();
  const asked: AskedFace[] = [];
  const strangers: LookedAt[] = [];
  for (const [index, expected] of FACES_IN.entries()) {
    const photo = index + 1;
    const { all, faces: originals } = await look(looker, photo, (image) => image);
    found += Math.min(all, expected);
    more += Math.max(0, all - expected);
    for (const change of [...ENROLLED, ...ASKED]) {
      const { faces: changed } = await look(looker, photo, change);
      if (!KNOWN_PHOTOS.includes(photo)) strangers.push(...changed);
      else {
        for (const [place, original] of originals.entries()) {
          const name = `${photo}.${place + 1}`;
          const face = changed.find((other) => isSame(other, original)) ?? null;
          if (!ENROLLED.includes(change)) asked.push({ name, face });
          else if (face) enrolled.set(name, [...(enrolled.get(name) ?? []), face]);
        }
      }
    }
  }
  await looker.close();
  const how = `${looker.detectorName}, six photos of people`;
  const expected = FACES_IN.reduce((sum, count) => sum + count, 0);
  const by = `${enrolled.size} people by ${ENROLLED.length} changes of one photo each, so easy`;
  return [
    {
      what: 'faces: found',
      unit: '%',
      values: [(100 * found) / expected],
      bar: '',
      met: null,
      how: `${how}, ${found} of ${expected}`,
    },
    { what: 'faces: found where there is none', unit: 'faces', values: [more], bar: '', met: null, how },
    ...verdicts(galleryOf(enrolled), asked, strangers, by),
    {
      what: 'faces: photo searched, a face',
      unit: 'ms',
      values: looker.timesMs,
      bar: '',
      met: null,
      how: 'one thread, search and description',
    },
  ];
}

async function look(looker: FaceLooker, photo: number, change: Change) {
  return looker.look(await change(sharp(join(PHOTOS, `sample${photo}.jpg`))).toBuffer());
}

function isSame(a: LookedAt, b: LookedAt): boolean {
  return Math.hypot(a.x - b.x, a.y - b.y) < SAME_PLACE;
}
