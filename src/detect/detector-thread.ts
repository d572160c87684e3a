// The body of a thread of DetectorPool: one detector, one frame after the other.
import { parentPort, workerData } from 'node:worker_threads';
import { ConciergeError, messageOf } from '../domain/concierge-error.ts';
import { OnnxDetector } from './onnx-detector.ts';
import type { FromThread, ThreadStart, ToThread } from './thread-messages.ts';

// Worker data and messages come from DetectorPool alone, in this process: their types hold.
const { model, slots } = workerData as ThreadStart;
const frames = slots.map((slot) => new Uint8Array(slot));
const detector = new OnnxDetector(model);

const post = (message: FromThread) => parentPort?.postMessage(message);

function failed(slot: number | null, error: unknown): void {
  const code = error instanceof ConciergeError ? error.code : 'WORKER_CRASHED';
  post({ kind: 'failed', slot, code, message: messageOf(error) });
}

async function handle(message: ToThread): Promise<void> {
  if (message.kind === 'stop') {
    await detector.stop();
    parentPort?.close();
    return;
  }
  const { slot, width, height, minConfidence } = message;
  try {
    const planes = frames[slot] ?? new Uint8Array();
    post({ kind: 'found', slot, detections: await detector.detect(planes, { width, height }, minConfidence) });
  } catch (error) {
    failed(slot, error);
  }
}

try {
  await detector.start();
  // A detector takes one call at a time: each message waits for the one before.
  let last = Promise.resolve();
  parentPort?.on('message', (message: ToThread) => {
    last = last.then(() => handle(message));
  });
  post({ kind: 'ready' });
} catch (error) {
  failed(null, error);
  parentPort?.close();
}
