import { existsSync } from 'node:fs';
import { copyFile, mkdtemp, readdir, realpath, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { WorkerProcess } from '../../src/analyse/worker-process.ts';
import { OnnxAppearanceEngine } from '../../src/compare/onnx-appearance-engine.ts';
import { likeness } from '../../src/domain/appearance.ts';
import { objectThresholds } from '../../src/domain/object-verdict.ts';
import { shapeFamily } from '../../src/domain/shape-family.ts';
import { systemClock } from '../../src/runtime/clock.ts';
import { createLogger } from '../../src/runtime/logger.ts';
import { APPEARANCE_MODEL } from '../../test/support/appearance-model.ts';
import { mediaTools } from '../../test/support/media-tools.ts';
import { isForTest, objectOf } from '../appearance/is-for-test.ts';
import { chooseModel } from './choose-model.ts';
import { type Measurement, quantile } from './result.ts';

const PROJECT = join(import.meta.dirname, '../..');
const PEDESTRIANS = join(PROJECT, '../shared/media/pedestrians.mp4');
const PHOTO = join(PROJECT, 'node_modules/@vladmandic/face-api/demo/sample4.jpg');
const REPETITIONS = 40;
const never = new AbortController().signal;

/** A view of an object; of another set's objects nothing is known. */
interface View {
  readonly object: string;
  readonly shape: string;
  readonly appearance: readonly number[];
}

/**
 * Time a crop, the cost in a clip, and, given folders of pictures, how well objects are told apart: AUC, and the share
 * of right pairs at one and a tenth of a percent of wrong ones, and at our own threshold.
 * @param folders of pictures `<shape>_<object>_<view>.jpg`; those that were learnt from are left out
 */
export async function comparison(folders: readonly string[]): Promise<Measurement[]> {
  const engine = new OnnxAppearanceEngine(APPEARANCE_MODEL);
  const measurements = [await timeACrop(engine), ...(existsSync(PEDESTRIANS) ? await costInClip() : [])];
  for (const folder of folders) {
    const views = await viewsOf(engine, folder);
    const families = Map.groupBy(views, ({ shape }) => shapeFamily(shape));
    for (const [family, ofFamily] of families) measurements.push(...judge(ofFamily, `${folder}: ${family}`));
  }
  return measurements;
}

async function timeACrop(engine: OnnxAppearanceEngine): Promise<Measurement> {
  const { data, info } = await sharp(PHOTO).resize(320, 240).raw().toBuffer({ resolveWithObject: true });
  const values: number[] = [];
  for (let repetition = -3; repetition < REPETITIONS; repetition++) {
    const startedMs = performance.now();
    await engine.describe({ width: info.width, height: info.height, data });
    if (repetition >= 0) values.push(performance.now() - startedMs);
  }
  const met = quantile(values, 0.5) <= 20;
  return {
    what: 'comparison: a crop',
    unit: 'ms',
    values,
    bar: 'at most 20',
    met,
    how: 'one session, one thread, 320x240',
  };
}

/** With and without take turns, in a worker that is warm for both. */
async function costInClip(): Promise<Measurement[]> {
  const rootDir = await realpath(await mkdtemp(join(tmpdir(), 'concierge-bench-')));
  await copyFile(PEDESTRIANS, join(rootDir, 'clip.mp4'));
  const worker = new WorkerProcess({
    ...{ name: 'clips', threads: availableParallelism(), model: await chooseModel(), faces: null },
    ...{ appearance: APPEARANCE_MODEL, ...mediaTools, rootDir, script: join(PROJECT, 'src/worker.ts') },
    ...{ logger: createLogger('warn'), clock: systemClock },
  });
  const analyse = async (appearances: boolean) => {
    const request = {
      ...{ file: 'clip.mp4', mediaType: 'mp4' as const, shapes: null, minConfidence: 0.5, everyNthFrame: 5 },
      ...{ snapshots: { fileBase: 'shots/clip', recordingId: '1' }, annotatedFrame: null, faces: null },
    };
    return (await worker.analyse({ ...request, appearances }, never)).elapsedMs;
  };
  try {
    await worker.start(never);
    await analyse(true);
    const ratios: number[] = [];
    for (let repetition = 0; repetition < 7; repetition++) ratios.push((await analyse(true)) / (await analyse(false)));
    const how = 'pedestrians.mp4, two parked vehicles';
    return [{ what: 'comparison: with / without, a clip', unit: 'x', values: ratios, bar: '', met: null, how }];
  } finally {
    await worker.stop();
    await rm(rootDir, { recursive: true, force: true });
  }
}

async function viewsOf(engine: OnnxAppearanceEngine, folder: string): Promise<View[]> {
  const views: View[] = [];
  for (const file of (await readdir(folder, { recursive: true }))
    .filter((name) => /\.(jpe?g|png)$/i.test(name))
    .sort()) {
    const object = objectOf(file);
    if (!isForTest(object)) continue;
    const image = sharp(join(folder, file)).removeAlpha().toColourspace('srgb').raw();
    const { data, info } = await image.toBuffer({ resolveWithObject: true });
    const appearance = await engine.describe({ width: info.width, height: info.height, data });
    const [shape = ''] = (object.split('/').at(-1) ?? '').split('_');
    views.push({ object, shape, appearance });
  }
  return views;
}

function judge(views: readonly View[], how: string): Measurement[] {
  const [same, other]: [number[], number[]] = [[], []];
  for (const [index, a] of views.entries()) {
    for (const b of views.slice(index + 1)) {
      (a.object === b.object ? same : other).push(likeness(a.appearance, b.appearance));
    }
  }
  if (same.length === 0 || other.length === 0) return [];
  const { known, unsure } = objectThresholds(views[0]?.shape ?? '');
  const share = (values: readonly number[], threshold: number) =>
    (100 * values.filter((value) => value >= threshold).length) / values.length;
  const row = (what: string, unit: string, value: number): Measurement => {
    const pairs = `${how}, ${same.length} pairs of one object, ${other.length} of two`;
    return { what: `comparison: ${what}`, unit, values: [value], bar: '', met: null, how: pairs };
  };
  return [
    row('AUC', '', areaUnderCurve(same, other)),
    row('right pairs at 1 % wrong', '%', share(same, quantile(other, 0.99))),
    row('right pairs at 0.1 % wrong', '%', share(same, quantile(other, 0.999))),
    row(`named right at ${known}`, '%', share(same, known)),
    row(`named wrong at ${known}`, '%', share(other, known)),
    row(`right and at least unsure at ${unsure}`, '%', share(same, unsure)),
    row(`wrong and at least unsure at ${unsure}`, '%', share(other, unsure)),
  ];
}

function areaUnderCurve(same: readonly number[], other: readonly number[]): number {
  const sorted = Float64Array.from(other).sort();
  let below = 0;
  for (const value of same) {
    let [from, to] = [0, sorted.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if ((sorted[middle] ?? 0) < value) from = middle + 1;
      else to = middle;
    }
    below += from;
  }
  return below / (same.length * sorted.length);
}
