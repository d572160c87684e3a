import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { WorkerHost } from '../../../src/analyse/worker-host.ts';
import { ConciergeError } from '../../../src/domain/concierge-error.ts';
import type { MediaMetadata } from '../../../src/domain/media.ts';
import type { AnalysisRequest, AnalysisResult } from '../../../src/ports/shape-analyser.ts';

/** A worker's process with the real host and protocol, whose "analyser" does what the file's name says. */
const metadata: MediaMetadata = {
  fps: 10,
  frameCount: 300,
  durationMs: 30_000,
  width: 768,
  height: 576,
  codec: 'h264',
};

async function analyse(
  request: AnalysisRequest,
  signal: AbortSignal,
  onOpened: (m: MediaMetadata) => void,
): Promise<AnalysisResult> {
  const name = request.file.replace(/\.\w+$/, '');
  if (name === 'crash') process.kill(process.pid, 'SIGKILL');
  if (name === 'unreadable')
    throw new ConciergeError('MEDIA_UNREADABLE', 'Cannot read "unreadable.mp4".', { details: { sizeBytes: 3 } });
  if (name === 'defect') throw new TypeError('undefined is not a function');
  if (name === 'garbage') process.send?.({ kind: 'nonsense' });
  if (name === 'long') onOpened({ ...metadata, durationMs: 100_000 });
  if (name === 'stubborn') await new Promise(() => {});
  if (name === 'child') {
    const child = spawn('sleep', ['1000']);
    process.send?.({ kind: 'log', line: JSON.stringify({ level: 30, msg: 'child started', childPid: child.pid }) });
    await new Promise(() => {});
  }
  if (name === 'long' || name === 'hang') {
    if (!signal.aborted) await once(signal, 'abort');
    throw signal.reason;
  }
  return { metadata, tracks: [], annotatedFrame: name, framesAnalysed: 60, elapsedMs: 5 };
}

const host = new WorkerHost(
  async ({ model }) => {
    if (model.name === 'missing') throw new ConciergeError('MODEL_UNAVAILABLE', 'The model "missing" cannot be read.');
    if (model.name === 'deadly') process.kill(process.pid, 'SIGKILL');
    return {
      analyse,
      metadata: async () => metadata,
      readAppearance: async () => [],
      readFaces: async () => ({ width: 768, height: 576, faces: [] }),
      useFaces: () => {},
    };
  },
  (message) => process.send?.(message),
);
process.on('message', (message: unknown) => void host.receive(message));
process.on('disconnect', () => process.exit());
