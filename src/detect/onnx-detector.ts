import { InferenceSession, Tensor } from 'onnxruntime-node';
import { ConciergeError, messageOf } from '../domain/concierge-error.ts';
import type { Detection } from '../domain/detection.ts';
import type { FrameSize } from '../domain/fit-frame.ts';
import { COCO_SHAPES } from '../domain/shapes.ts';
import { type Detector, type DetectorInput, EXECUTION_PROVIDER } from '../ports/detector.ts';
import type { DetectorModel } from '../ports/detector-model.ts';
import { Candidates } from './candidates.ts';
import type { ModelDecoder, ModelOutputs } from './decoder.ts';
import { DECODERS } from './decoders.ts';
import { toSourceBox } from './letterbox.ts';
import { suppressOverlaps } from './nms.ts';

/** More boxes than a frame ever gives; at a confidence of 0 the rest is dropped. */
const CANDIDATE_CAPACITY = 4096;

/** Everything that the frames share: made once, since a megabyte of output a frame costs 5 % of the time. */
interface Loaded {
  readonly session: InferenceSession;
  readonly inputData: Uint8Array | Float32Array;
  readonly feeds: Record<string, Tensor>;
  readonly fetches: Record<string, Tensor>;
  readonly outputs: ModelOutputs;
}

/** A detector on onnxruntime, one thread. Its run blocks the JavaScript thread that calls it: see DetectorPool. */
export class OnnxDetector implements Detector {
  readonly modelName: string;
  readonly input: DetectorInput;
  readonly #file: string;
  readonly #decoder: ModelDecoder;
  readonly #candidates = new Candidates(CANDIDATE_CAPACITY);
  #loaded: Loaded | null = null;

  constructor(model: DetectorModel) {
    this.modelName = model.name;
    this.input = model.input;
    this.#file = model.file;
    this.#decoder = DECODERS[model.decoder](model.input);
  }

  /** Loads the model. @throws ConciergeError MODEL_UNAVAILABLE when the file is no model of this kind */
  async start(): Promise<void> {
    try {
      const session = await InferenceSession.create(this.#file, {
        executionProviders: [EXECUTION_PROVIDER],
        intraOpNumThreads: 1,
        interOpNumThreads: 1,
        executionMode: 'sequential',
        graphOptimizationLevel: 'all',
        logSeverityLevel: 3,
      });
      this.#loaded = prepare(session, this.#decoder, this.input);
      await session.run(this.#loaded.feeds, this.#loaded.fetches);
    } catch (cause) {
      const problem = `Cannot load the model "${this.modelName}" from "${this.#file}": ${messageOf(cause)}`;
      throw new ConciergeError('MODEL_UNAVAILABLE', problem, { cause });
    }
  }

  async stop(): Promise<void> {
    const loaded = this.#loaded;
    this.#loaded = null;
    await loaded?.session.release();
  }

  async detect(planes: Uint8Array, frame: FrameSize, minConfidence: number): Promise<Detection[]> {
    const loaded = this.#loaded;
    if (!loaded) throw new ConciergeError('MODEL_UNAVAILABLE', `The model "${this.modelName}" is not loaded.`);
    if (planes.length !== loaded.inputData.length) {
      const problem = `Cannot search a frame of ${planes.length} bytes, expected ${loaded.inputData.length}.`;
      throw new ConciergeError('MEDIA_UNREADABLE', problem);
    }
    this.#decoder.fillInput(planes, loaded.inputData);
    await loaded.session.run(loaded.feeds, loaded.fetches);
    this.#candidates.clear();
    this.#decoder.collect(loaded.outputs, minConfidence, this.#candidates);
    const kept = suppressOverlaps(this.#candidates, this.#decoder.overlapLimit);
    return kept
      .map((index) => this.#detection(index, frame))
      .filter(({ box }) => box.endX > box.startX && box.endY > box.startY);
  }

  #detection(index: number, frame: FrameSize): Detection {
    const { boxes, scores, classes } = this.#candidates;
    const [startX = 0, startY = 0, endX = 0, endY = 0] = boxes.subarray(4 * index, 4 * index + 4);
    return {
      shape: COCO_SHAPES[classes[index] ?? 0] ?? COCO_SHAPES[0],
      confidence: scores[index] ?? 0,
      box: toSourceBox({ startX, startY, endX, endY }, frame, this.input),
    };
  }
}

function prepare(session: InferenceSession, decoder: ModelDecoder, { width, height }: DetectorInput): Loaded {
  const size = 3 * width * height;
  const inputData = decoder.inputType === 'uint8' ? new Uint8Array(size) : new Float32Array(size);
  const feeds = { [decoder.inputName]: new Tensor(inputData, [1, 3, height, width]) };
  const fetches: Record<string, Tensor> = {};
  const outputs: Record<string, Float32Array> = {};
  for (const [name, shape] of Object.entries(decoder.outputShapes)) {
    const data = new Float32Array(shape.reduce((product, length) => product * length, 1));
    outputs[name] = data;
    fetches[name] = new Tensor(data, shape);
  }
  return { session, inputData, feeds, fetches, outputs };
}
