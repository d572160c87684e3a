import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, mkdtemp, realpath, rm } from 'node:fs/promises';
import { availableParallelism, constants, setPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Worker } from 'node:worker_threads';
import { WorkerProcess } from '../../src/analyse/worker-process.ts';
import type { DetectorModel } from '../../src/ports/detector-model.ts';
import { systemClock } from '../../src/runtime/clock.ts';
import { createLogger } from '../../src/runtime/logger.ts';
import { mediaFixture } from '../../test/support/media-fixtures.ts';
import { mediaTools } from '../../test/support/media-tools.ts';
import { chooseModel } from './choose-model.ts';
import { openCvLoop } from './opencv-loop.ts';
import { type Measurement, median } from './result.ts';

const run = promisify(execFile);
const PROJECT = join(import.meta.dirname, '../..');
const PEDESTRIANS = join(PROJECT, '../shared/media/pedestrians.mp4');
const REPETITIONS = 7;
const EVERY_NTH_FRAME = 5;
const never = new AbortController().signal;

/**
 * Analysis of a clip in a warm worker, snapshots and all, against its limit: ffmpeg decoding the clip to nothing, and
 * bare inference of the same number of frames in a session a core, one after the other. The three take turns, so that
 * the machine's moods meet all of them.
 */
export async function clipAnalysis(): Promise<Measurement[]> {
  const clip = existsSync(PEDESTRIANS) ? PEDESTRIANS : await mediaFixture('h264');
  const model = await chooseModel();
  const rootDir = await realpath(await mkdtemp(join(tmpdir(), 'concierge-bench-')));
  await copyFile(clip, join(rootDir, 'clip.mp4'));
  const cores = availableParallelism();
  const worker = new WorkerProcess({
    name: 'clips',
    threads: cores,
    model,
    faces: null,
    ...mediaTools,
    rootDir,
    script: join(PROJECT, 'src/worker.ts'),
    logger: createLogger('warn'),
    clock: systemClock,
  });
  // The worker lowers its priority, so that the house answers while it works; its limit is held to the same.
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  const bare = await BareInference.start(model, cores);
  try {
    await worker.start(never);
    const { framesAnalysed } = await analyse(worker); // warms up, and tells how many frames the others get
    await bare.infer(framesAnalysed);
    const [decoding, inference, analysis]: [number[], number[], number[]] = [[], [], []];
    for (let repetition = 0; repetition < REPETITIONS; repetition++) {
      decoding.push(await timed(() => run(mediaTools.ffmpegPath, ['-v', 'error', '-i', clip, '-f', 'null', '-'])));
      inference.push(await timed(() => bare.infer(framesAnalysed)));
      analysis.push(await timed(() => analyse(worker)));
    }
    const ratios = analysis.map((ms, index) => ms / ((decoding[index] ?? 0) + (inference[index] ?? 0)));
    const frames = `every ${EVERY_NTH_FRAME}th frame of ${clip === PEDESTRIANS ? 'pedestrians.mp4, 30 s of 768x576' : 'a 4 s clip'}, ${model.name}`;
    const openCv = model.decoder === 'yolox' ? await openCvLoop(clip, model.file, EVERY_NTH_FRAME) : null;
    return [
      row('clip: decoding alone', 'ms', decoding, 'ffmpeg to null'),
      row('clip: inference alone', 'ms', inference, `${framesAnalysed} frames, a session a core, ${cores} cores`),
      row('clip: whole analysis with snapshots', 'ms', analysis, frames),
      {
        ...row('clip: analysis / (decoding + inference)', 'x', ratios, 'of the same repetition'),
        bar: 'at most 1.1',
        met: median(ratios) <= 1.1,
      },
      ...(openCv ? againstOpenCv(openCv, analysis) : []),
    ];
  } finally {
    await worker.stop();
    await bare.stop();
    await rm(rootDir, { recursive: true, force: true });
    setPriority(constants.priority.PRIORITY_NORMAL);
  }
}

function row(what: string, unit: string, values: number[], how: string): Measurement {
  return { what, unit, values, how, bar: '', met: null };
}

function againstOpenCv(openCv: number[], analysis: number[]): Measurement[] {
  const times = openCv.map((ms) => ms / median(analysis));
  const bar = { bar: 'at least 6', met: median(times) >= 6 };
  return [
    row('clip: OpenCV loop in Python', 'ms', openCv, 'same clip, weights and frames; neither tracks nor snapshots'),
    { ...row('clip: OpenCV loop / analysis', 'x', times, 'of the same run'), ...bar },
  ];
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

function analyse(worker: WorkerProcess) {
  return worker.analyse(
    {
      file: 'clip.mp4',
      mediaType: 'mp4',
      shapes: null,
      minConfidence: 0.7,
      everyNthFrame: EVERY_NTH_FRAME,
      snapshots: { fileBase: 'shots/clip', recordingId: '1' },
      annotatedFrame: 'shots/annotated.jpg',
      faces: null,
    },
    never,
  );
}

/** Nothing but onnxruntime's run, in as many threads as there are cores. */
class BareInference {
  readonly #threads: readonly Worker[];

  private constructor(threads: readonly Worker[]) {
    this.#threads = threads;
  }

  static async start(model: DetectorModel, threadCount: number): Promise<BareInference> {
    const workerData = { file: model.file };
    const threads = Array.from(
      { length: threadCount },
      () => new Worker(join(import.meta.dirname, 'bare-inference-thread.ts'), { workerData }),
    );
    await Promise.all(threads.map((thread) => new Promise((resolve) => thread.once('message', resolve))));
    return new BareInference(threads);
  }

  async infer(frames: number): Promise<void> {
    let left = frames;
    await Promise.all(
      this.#threads.map(async (thread) => {
        while (left-- > 0) {
          const done = new Promise((resolve) => thread.once('message', resolve));
          thread.postMessage('run');
          await done;
        }
      }),
    );
  }

  async stop(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.terminate()));
  }
}
