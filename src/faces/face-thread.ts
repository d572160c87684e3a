// The body of a thread of FacePool: the face models, one call after the other.
import { parentPort, workerData } from 'node:worker_threads';
import sharp from 'sharp';
import { ConciergeError, messageOf } from '../domain/concierge-error.ts';
import type { FaceModels } from '../ports/face-models.ts';
import { freeMemory } from '../runtime/free-memory.ts';
import type { FromFaceThread, ToFaceThread } from './face-thread-messages.ts';
import { OnnxFaceEngine } from './onnx-face-engine.ts';

sharp.concurrency(1);

// Worker data and messages come from FacePool alone, in this process: their types hold.
const engine = new OnnxFaceEngine(workerData as FaceModels);
const started = engine.start();
// Each call says why, if it failed.
started.catch(() => {});

async function answer(call: ToFaceThread): Promise<FromFaceThread> {
  await started;
  const { id } = call;
  if (call.kind === 'find') {
    const faces = await engine.find(call.picture, call.search);
    // Our copy of it.
    freeMemory(call.picture.data);
    return { kind: 'found', id, faces };
  }
  return { kind: 'described', id, embedding: await engine.describe(call.aligned) };
}

async function handle(call: ToFaceThread): Promise<void> {
  const failed = (error: unknown): FromFaceThread => {
    const code = error instanceof ConciergeError ? error.code : 'WORKER_CRASHED';
    return { kind: 'failed', id: call.id, code, message: messageOf(error) };
  };
  parentPort?.postMessage(await answer(call).catch(failed));
}

let last = Promise.resolve();
parentPort?.on('message', (call: ToFaceThread) => {
  last = last.then(() => handle(call));
});
