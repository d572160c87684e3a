import { parentPort, workerData } from 'node:worker_threads';
import * as ort from 'onnxruntime-node';

const session = await ort.InferenceSession.create(workerData.file, { intraOpNumThreads: 1, interOpNumThreads: 1 });
const [name] = session.inputNames;
const [meta] = session.inputMetadata;
if (!parentPort || name === undefined || !meta?.isTensor)
  throw new Error('This is a thread of the bench, for a model with one tensor as its input.');
const dims = meta.shape.map(Number);
const size = dims.reduce((product, dim) => product * dim, 1);
const input =
  meta.type === 'uint8'
    ? new ort.Tensor('uint8', new Uint8Array(size), dims)
    : new ort.Tensor('float32', new Float32Array(size), dims);
const port = parentPort;

await session.run({ [name]: input });
port.on('message', async () => {
  await session.run({ [name]: input });
  port.postMessage('done');
});
port.postMessage('ready');
