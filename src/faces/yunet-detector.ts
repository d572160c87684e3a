import { type InferenceSession, Tensor } from 'onnxruntime-node';
import { ConciergeError } from '../domain/concierge-error.ts';
import type { RgbPicture } from '../ports/face-engine.ts';
import type { FaceModel } from '../ports/face-models.ts';
import { freeMemory } from '../runtime/free-memory.ts';
import type { DetectedFace, FaceDetector } from './face-detector.ts';
import { floatsOf, loadSession } from './load-session.ts';
import { suppressFaces } from './suppress-faces.ts';

const STRIDES = [8, 16, 32] as const;
/** Width and height of the input are multiples of the coarsest stride. */
const MULTIPLE = 32;

/** YuNet (Wu et al., 2023): anchor-free, at any size of picture. */
export class YunetDetector implements FaceDetector {
  readonly name: string;
  readonly doubtsBelow = 0.9;
  readonly #model: FaceModel;
  #session: InferenceSession | null = null;

  constructor(model: FaceModel) {
    this.name = model.name;
    this.#model = model;
  }

  async start(): Promise<void> {
    this.#session = await loadSession(this.#model);
  }

  async stop(): Promise<void> {
    await this.#session?.release();
    this.#session = null;
  }

  async detect(picture: RgbPicture, minConfidence: number): Promise<DetectedFace[]> {
    if (!this.#session) throw new ConciergeError('MODEL_UNAVAILABLE', `The model "${this.name}" is not loaded.`);
    const width = MULTIPLE * Math.ceil(picture.width / MULTIPLE);
    const height = MULTIPLE * Math.ceil(picture.height / MULTIPLE);
    const planes = bgrPlanes(picture, width, height);
    const outputs = await this.#session.run({ input: new Tensor(planes, [1, 3, height, width]) });
    freeMemory(planes);
    return suppressFaces(STRIDES.flatMap((stride) => decode(outputs, stride, width / stride, minConfidence)));
  }
}

/** At the top left, black to the right and below. */
function bgrPlanes({ width, height, data }: RgbPicture, toWidth: number, toHeight: number): Float32Array {
  const plane = toWidth * toHeight;
  const planes = new Float32Array(3 * plane);
  for (let y = 0; y < height; y++) {
    let from = 3 * y * width;
    for (let to = y * toWidth; to < y * toWidth + width; to++, from += 3) {
      planes[to] = data[from + 2] ?? 0;
      planes[plane + to] = data[from + 1] ?? 0;
      planes[2 * plane + to] = data[from] ?? 0;
    }
  }
  return planes;
}

function decode(
  outputs: InferenceSession.ReturnType,
  stride: number,
  columns: number,
  minConfidence: number,
): DetectedFace[] {
  const classes = floatsOf(outputs, `cls_${stride}`);
  const objects = floatsOf(outputs, `obj_${stride}`);
  const boxes = floatsOf(outputs, `bbox_${stride}`);
  const points = floatsOf(outputs, `kps_${stride}`);
  const faces: DetectedFace[] = [];
  for (const [cell, score] of classes.entries()) {
    const confidence = Math.sqrt(unit(score) * unit(objects[cell] ?? 0));
    if (confidence < minConfidence) continue;
    const column = cell % columns;
    const row = Math.floor(cell / columns);
    const [moveX = 0, moveY = 0, logWidth = 0, logHeight = 0] = boxes.subarray(4 * cell, 4 * cell + 4);
    const [centreX, centreY] = [(column + moveX) * stride, (row + moveY) * stride];
    const [halfWidth, halfHeight] = [(Math.exp(logWidth) * stride) / 2, (Math.exp(logHeight) * stride) / 2];
    const point = (index: number) => ({
      x: (column + (points[10 * cell + 2 * index] ?? 0)) * stride,
      y: (row + (points[10 * cell + 2 * index + 1] ?? 0)) * stride,
    });
    faces.push({
      confidence,
      box: {
        startX: centreX - halfWidth,
        startY: centreY - halfHeight,
        endX: centreX + halfWidth,
        endY: centreY + halfHeight,
      },
      landmarks: {
        leftEye: point(0),
        rightEye: point(1),
        nose: point(2),
        leftMouth: point(3),
        rightMouth: point(4),
      },
    });
  }
  return faces;
}

function unit(value: number): number {
  return Math.min(1, Math.max(0, value));
}
