import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { OnnxFaceEngine } from '../../src/faces/onnx-face-engine.ts';
import type { FoundFace } from '../../src/ports/face-engine.ts';
import { FACE_MODELS } from '../../test/support/face-models.ts';
import type { Measurement } from './result.ts';

const PHOTOS = join(import.meta.dirname, '../../node_modules/@vladmandic/face-api/demo');
/** Counted by eye: faces in sample1.jpg to sample6.jpg. */
const FACES_IN = [3, 3, 3, 4, 5, 4] as const;
const FACES = 22;
/** Euclidean, between the nearest face of the originals and one of a changed photo. */
const THRESHOLD = 0.5;
/** How far off its place in the original, as a share of the picture, a face of a changed photo may be. */
const SAME_PLACE = 0.06;

/** What cameras and weather do to a photo; none of them moves a face, but the first, which changes sides. */
const CHANGES: readonly ((photo: Sharp) => Sharp)[] = [
  (photo) => photo.flop(),
  (photo) => photo.blur(2.5),
  (photo) => photo.resize({ width: 960 }),
  (photo) => photo.resize({ width: 600 }),
  (photo) => photo.modulate({ brightness: 0.45 }),
  (photo) => photo.modulate({ brightness: 1.5 }),
  (photo) => photo.resize({ width: 960 }).jpeg({ quality: 20 }),
];

interface Described {
  readonly photo: number;
  readonly x: number;
  readonly y: number;
  readonly embedding: readonly number[];
}

/** Recall, names and time of the best face models at hand, on the repository's own test photos and changes of them. */
export async function faces(): Promise<Measurement[]> {
  const [models] = FACE_MODELS;
  if (!models) throw new Error('There are no face models: run script/setup.');
  const engine = new OnnxFaceEngine(models);
  await engine.start();
  const timesMs: number[] = [];
  const known: Described[] = [];
  const asked: Described[] = [];
  let [found, more] = [0, 0];
  for (const [photo, expected] of FACES_IN.entries()) {
    const { all, described } = await look(engine, photo, (image) => image, timesMs);
    found += Math.min(all, expected);
    more += Math.max(0, all - expected);
    known.push(...described);
    for (const [index, change] of CHANGES.entries()) {
      const changed = await look(engine, photo, change, timesMs);
      asked.push(...changed.described.map((face) => (index === 0 ? { ...face, x: 1 - face.x } : face)));
    }
  }
  await engine.stop();
  const { detector } = models;
  const how = `${detector.name}, six photos of people`;
  const named = judge(known, asked);
  const row = (what: string, unit: string, values: number[], bar: string, met: boolean | null, by: string) => ({
    ...{ what, unit, values, bar, met },
    how: by,
  });
  const changed = `${named.total} faces of ${CHANGES.length} changes of each photo against the originals`;
  return [
    row('faces: found', '%', [(100 * found) / FACES], '', null, `${how}, ${found} of ${FACES}`),
    row('faces: found where there is none', 'faces', [more], '', null, how),
    row('faces: nearest is the same', '%', [(100 * named.right) / named.total], '', null, changed),
    row('faces: another one nearest, below the threshold', 'faces', [named.wrong], '', null, `at ${THRESHOLD}`),
    row('faces: photo searched, a face', 'ms', timesMs, '', null, 'one thread, search and description'),
  ];
}

async function look(engine: OnnxFaceEngine, photo: number, change: (image: Sharp) => Sharp, timesMs: number[]) {
  const jpeg = await change(sharp(join(PHOTOS, `sample${photo + 1}.jpg`))).toBuffer();
  const { data, info } = await sharp(jpeg).raw().toBuffer({ resolveWithObject: true });
  const { width, height } = info;
  const startedMs = performance.now();
  const frame = { startX: 0, startY: 0, endX: width, endY: height };
  const all = await engine.find({ width, height, data }, { frame, extent: 'picture' });
  const described: Described[] = [];
  for (const face of all) {
    if (face.aligned)
      described.push({ photo, ...place(face, width, height), embedding: await engine.describe(face.aligned) });
  }
  if (all.length > 0) timesMs.push((performance.now() - startedMs) / all.length);
  return { all: all.length, described };
}

function place({ box }: FoundFace, width: number, height: number) {
  return { x: (box.startX + box.endX) / 2 / width, y: (box.startY + box.endY) / 2 / height };
}

/** Faces that had no original, mistakes of the detector, are left out. */
function judge(known: readonly Described[], asked: readonly Described[]) {
  const isSame = (a: Described, b: Described) => a.photo === b.photo && Math.hypot(a.x - b.x, a.y - b.y) < SAME_PLACE;
  let [total, right, wrong] = [0, 0, 0];
  for (const face of asked) {
    if (!known.some((other) => isSame(other, face))) continue;
    const [nearest] = known
      .map((other) => ({ other, distance: distance(face.embedding, other.embedding) }))
      .sort((a, b) => a.distance - b.distance);
    if (!nearest) continue;
    total++;
    if (isSame(nearest.other, face)) right++;
    else if (nearest.distance < THRESHOLD) wrong++;
  }
  return { total, right, wrong };
}

function distance(a: readonly number[], b: readonly number[]): number {
  return Math.hypot(...a.map((value, index) => value - (b[index] ?? 0)));
}
