import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, mkdtemp, realpath, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { WorkerProcess } from '../../src/analyse/worker-process.ts';
import { systemClock } from '../../src/runtime/clock.ts';
import { createLogger } from '../../src/runtime/logger.ts';
import { FACE_MODELS } from '../../test/support/face-models.ts';
import { mediaFixture } from '../../test/support/media-fixtures.ts';
import { mediaTools } from '../../test/support/media-tools.ts';
import { chooseModel } from './choose-model.ts';
import { type Measurement, median } from './result.ts';

const run = promisify(execFile);
const PROJECT = join(import.meta.dirname, '../..');
const PEDESTRIANS = join(PROJECT, '../shared/media/pedestrians.mp4');
const REPETITIONS = 9;
const never = new AbortController().signal;

/** What faces add to the analysis of a clip: with and without take turns, in a worker that is warm for both. */
export async function facesCost(): Promise<Measurement[]> {
  const rootDir = await realpath(await mkdtemp(join(tmpdir(), 'concierge-bench-')));
  const worker = new WorkerProcess({
    name: 'clips',
    threads: availableParallelism(),
    model: await chooseModel(),
    faces: FACE_MODELS[0] ?? null,
    ...mediaTools,
    rootDir,
    script: join(PROJECT, 'src/worker.ts'),
    logger: createLogger('warn'),
    clock: systemClock,
  });
  try {
    await makeFacesClip(join(rootDir, 'faces.mp4'));
    await worker.start(never);
    const measurements = await compare(worker, 'faces.mp4', 'four people come nearer, 10 s of 720p at 20 fps');
    if (!existsSync(PEDESTRIANS)) return measurements;
    await copyFile(PEDESTRIANS, join(rootDir, 'pedestrians.mp4'));
    const far = await compare(worker, 'pedestrians.mp4', 'people far away, 30 s of 768x576');
    return [...measurements, ...far];
  } finally {
    await worker.stop();
    await rm(rootDir, { recursive: true, force: true });
  }
}

/** The fixture, slower and with as many frames a second as cameras send. */
async function makeFacesClip(target: string): Promise<void> {
  const slower = ['-vf', 'setpts=2.5*PTS,fps=20', '-c:v', 'libx264', '-preset', 'veryfast', '-pix_fmt', 'yuv420p'];
  await run(mediaTools.ffmpegPath, ['-v', 'error', '-i', await mediaFixture('facesClip'), ...slower, target]);
}

async function compare(worker: WorkerProcess, file: string, how: string): Promise<Measurement[]> {
  const [without, withFaces, found]: [number[], number[], number[]] = [[], [], []];
  await analyse(worker, file, false);
  await analyse(worker, file, true);
  for (let repetition = 0; repetition < REPETITIONS; repetition++) {
    without.push((await analyse(worker, file, false)).elapsedMs);
    const { elapsedMs, tracks } = await analyse(worker, file, true);
    withFaces.push(elapsedMs);
    found.push(tracks.flatMap(({ faces }) => faces.filter(({ fault }) => fault === null)).length);
  }
  const ratios = withFaces.map((ms, index) => ms / (without[index] ?? Number.NaN));
  const row = (what: string, unit: string, values: number[]) => {
    return { what: `${file}: ${what}`, unit, values, how, bar: '', met: null };
  };
  return [
    row('analysis without faces', 'ms', without),
    row('faces that can be recognised', 'faces', found),
    { ...row('with / without faces', 'x', ratios), bar: 'at most 1.4', met: median(ratios) <= 1.4 },
  ];
}

function analyse(worker: WorkerProcess, file: string, faces: boolean) {
  const request = {
    ...{ file, mediaType: 'mp4' as const, shapes: null, minConfidence: 0.7, everyNthFrame: 5 },
    ...{ snapshots: { fileBase: 'shots/clip', recordingId: '1' }, annotatedFrame: 'shots/annotated.jpg' },
  };
  return worker.analyse({ ...request, faces: faces ? { fileBase: 'shots/faces' } : null }, never);
}
