import sharp from 'sharp';
import { MediaAnalyser, type MediaAnalyserParts } from './analyse/media-analyser.ts';
import { PictureAppearance } from './analyse/picture-appearance.ts';
import { PictureFaces } from './analyse/picture-faces.ts';
import { type HostedAnalyser, WorkerHost } from './analyse/worker-host.ts';
import type { FromWorker, WorkerSettings } from './analyse/worker-protocol.ts';
import { OnnxAppearanceEngine } from './compare/onnx-appearance-engine.ts';
import { DetectorPool } from './detect/detector-pool.ts';
import { SpareDetector } from './detect/spare-detector.ts';
import { FacePool } from './faces/face-pool.ts';
import { FfmpegFrameSource } from './frames/ffmpeg-frame-source.ts';
import type { FaceModels } from './ports/face-models.ts';
import { systemClock } from './runtime/clock.ts';
import { createLogger } from './runtime/logger.ts';
import { lowerPriority } from './runtime/lower-priority.ts';
import { MediaRoot } from './runtime/media-root.ts';
import { Tracker } from './track/tracker.ts';

/** The composition root of a detector worker's process, which analyse/worker-process.ts starts and talks to. */

function send(message: FromWorker): void {
  // A message that cannot be sent has lost its reader: 'disconnect' ends this process.
  if (process.connected) process.send?.(message, undefined, {}, () => {});
}

// Everything is sent; the add-on's own logger decides what is shown.
const logger = createLogger('debug', { write: (line) => send({ kind: 'log', line }) });

/** Each holds some 100 MB once it is asked for faces: a second one would find more of them in the same time, for too much. */
const MOST_FACE_THREADS = 1;

async function createAnalyser({ model, faces, appearance, threads, ffmpegPath, ffprobePath, rootDir }: WorkerSettings) {
  const detector = new DetectorPool({ model, size: threads, logger, clock: systemClock });
  await detector.start(new AbortController().signal);
  const looks = appearance ? new OnnxAppearanceEngine(appearance) : null;
  const frames = new FfmpegFrameSource({ ffmpegPath, ffprobePath }, systemClock, logger);
  const root = new MediaRoot(rootDir);
  const createTracker: MediaAnalyserParts['createTracker'] = (settings) => new Tracker(settings);
  const objects = new PictureAppearance({ engine: looks, detector, frames, root });
  const spare = new SpareDetector(logger, systemClock);
  const withFaces = (models: FaceModels | null) => {
    const engine = models && new FacePool(models, Math.min(threads, MOST_FACE_THREADS));
    const analyserWith = (pool: DetectorPool) =>
      new MediaAnalyser({ frames, detector: pool, createTracker, root, faces: engine, appearance: looks });
    return {
      analyser: analyserWith(detector),
      analyserWith,
      pictures: new PictureFaces({ engine, frames, root }),
    };
  };
  let now = withFaces(faces);
  const hosted: HostedAnalyser = {
    analyse: (request, signal, onOpened) => {
      const { analyser, analyserWith } = now;
      const other = request.detector;
      if (!other || other.file === model.file) return analyser.analyse(request, signal, onOpened);
      return spare.use(other, (pool) => analyserWith(pool).analyse(request, signal, onOpened));
    },
    metadata: (file, signal) => now.analyser.metadata(file, signal),
    readFaces: (request, signal) => now.pictures.read(request, signal),
    readAppearance: (request, signal) => objects.read(request, signal),
    useFaces: (models) => {
      now = withFaces(models);
    },
  };
  return hosted;
}

/** Ends this process and what it has started; the add-on made it the leader of a process group of its own. */
function end(): void {
  try {
    process.kill(-process.pid, 'SIGKILL');
  } catch {
    process.exit();
  }
}

// REST, FTP and the panel answer while all cores analyse; ffmpeg inherits it.
lowerPriority();
// Pictures of a clip are cut out several at a time, each in a thread of its own.
sharp.concurrency(1);
sharp.cache(false);

const host = new WorkerHost(createAnalyser, send);
process.on('message', (message: unknown) => void host.receive(message));
process.once('disconnect', end);
