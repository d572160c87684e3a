// A detector thread that answers what the frame's bytes tell it to: 255 ends it, 254 makes it throw, 253 makes it never
// answer, 252 makes it busy for ever; any other value comes back as the confidence in percent.
import { parentPort, workerData } from 'node:worker_threads';
import type { FromThread, ThreadStart, ToThread } from '../../../src/detect/thread-messages.ts';

if (parentPort) {
  const port = parentPort;
  // DetectorPool starts this file, as it starts its own.
  const { model, slots } = workerData as ThreadStart;
  const frames = slots.map((slot) => new Uint8Array(slot));
  const post = (message: FromThread) => port.postMessage(message);
  port.on('message', (message: ToThread) => {
    if (message.kind === 'stop') return port.close();
    const order = frames[message.slot]?.[0] ?? 0;
    if (order === 255) process.exit(7);
    if (order === 254) throw new Error('told to fail');
    if (order === 253) return;
    while (order === 252);
    const box = { startX: 0, startY: 0, endX: message.width, endY: message.height };
    post({ kind: 'found', slot: message.slot, detections: [{ shape: 'person', confidence: order / 100, box }] });
  });
  if (model.file === 'refuse') {
    post({ kind: 'failed', slot: null, code: 'MODEL_UNAVAILABLE', message: 'told to refuse' });
    port.close();
  } else if (model.file !== 'silent') {
    post({ kind: 'ready' });
  }
}
