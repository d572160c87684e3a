import { type InferenceSession, Tensor } from 'onnxruntime-node';
import type { BoundingBox } from '../domain/bounding-box.ts';
import { ConciergeError } from '../domain/concierge-error.ts';
import type { Face } from '../domain/face.ts';
import type { RgbPicture } from '../ports/face-engine.ts';
import type { FaceDetectorModel } from '../ports/face-models.ts';
import type { DetectedFace, FaceDetector } from './face-detector.ts';
import { floatsOf, loadSession } from './load-session.ts';
import { cropPicture, resizePicture } from './resize-picture.ts';
import { rgbPlanes } from './rgb-planes.ts';
import { suppressFaces } from './suppress-faces.ts';

const INPUT_PX = 512;
const LANDMARKS_PX = 112;
/** Values an anchor: background, face, and one that is not used. */
const SCORES = 3;
/** iBUG's points of each landmark, averaged. Left and right are the viewer's. */
const POINTS = {
  leftEye: [36, 37, 38, 39, 40, 41],
  rightEye: [42, 43, 44, 45, 46, 47],
  nose: [30],
  leftMouth: [48],
  rightMouth: [54],
} as const;

/** face-api's SSD, which searches at one size, and its landmarks in each face found: slower than YuNet, from npm alone. */
export class SsdFaceDetector implements FaceDetector {
  readonly name: string;
  /** A second look loses 4 of the 18 faces that it finds in the test photos, and no mistake. */
  readonly doubtsBelow = 0;
  readonly #model: Extract<FaceDetectorModel, { decoder: 'face-ssd' }>;
  #sessions: { readonly faces: InferenceSession; readonly landmarks: InferenceSession } | null = null;

  constructor(model: Extract<FaceDetectorModel, { decoder: 'face-ssd' }>) {
    this.name = model.name;
    this.#model = model;
  }

  async start(): Promise<void> {
    const [faces, landmarks] = await Promise.all([loadSession(this.#model), loadSession(this.#model.landmarks)]);
    this.#sessions = { faces, landmarks };
  }

  async stop(): Promise<void> {
    const sessions = this.#sessions;
    this.#sessions = null;
    await Promise.all([sessions?.faces.release(), sessions?.landmarks.release()]);
  }

  async detect(picture: RgbPicture, minConfidence: number): Promise<DetectedFace[]> {
    const side = Math.max(picture.width, picture.height);
    const square = await resizePicture(cropPicture(picture, 0, 0, side, side), INPUT_PX, INPUT_PX);
    const outputs = await this.#session('faces').run({ picture: bytes(square) });
    const boxes = floatsOf(outputs, 'boxes');
    const scores = floatsOf(outputs, 'scores');
    const found: { confidence: number; box: BoundingBox }[] = [];
    for (let anchor = 0; anchor < scores.length / SCORES; anchor++) {
      const confidence = scores[SCORES * anchor + 1] ?? 0;
      if (confidence < minConfidence) continue;
      const [top = 0, left = 0, bottom = 0, right = 0] = boxes.subarray(4 * anchor, 4 * anchor + 4);
      found.push({
        confidence,
        box: { startX: left * side, startY: top * side, endX: right * side, endY: bottom * side },
      });
    }
    const faces: DetectedFace[] = [];
    for (const face of suppressFaces(found))
      faces.push({ ...face, landmarks: await this.#landmarks(picture, face.box) });
    return faces;
  }

  async #landmarks(picture: RgbPicture, box: BoundingBox): Promise<Face['landmarks']> {
    const [left, top] = [Math.round(box.startX), Math.round(box.startY)];
    const width = Math.max(1, Math.round(box.endX) - left);
    const height = Math.max(1, Math.round(box.endY) - top);
    const side = Math.max(width, height);
    // face-api fits the box into a square with black on both sides.
    const face = cropPicture(
      cropPicture(picture, left, top, width, height),
      (width - side) >> 1,
      (height - side) >> 1,
      side,
      side,
    );
    const input = bytes(await resizePicture(face, LANDMARKS_PX, LANDMARKS_PX));
    const points = floatsOf(await this.#session('landmarks').run({ picture: input }), 'landmarks');
    const [originX, originY] = [left + ((width - side) >> 1), top + ((height - side) >> 1)];
    const mean = (indices: readonly number[]) => ({
      x: originX + (side * indices.reduce((sum, index) => sum + (points[2 * index] ?? 0), 0)) / indices.length,
      y: originY + (side * indices.reduce((sum, index) => sum + (points[2 * index + 1] ?? 0), 0)) / indices.length,
    });
    return {
      leftEye: mean(POINTS.leftEye),
      rightEye: mean(POINTS.rightEye),
      nose: mean(POINTS.nose),
      leftMouth: mean(POINTS.leftMouth),
      rightMouth: mean(POINTS.rightMouth),
    };
  }

  #session(name: 'faces' | 'landmarks'): InferenceSession {
    if (!this.#sessions) throw new ConciergeError('MODEL_UNAVAILABLE', `The model "${this.name}" is not loaded.`);
    return this.#sessions[name];
  }
}

function bytes(picture: RgbPicture): Tensor {
  return new Tensor('uint8', rgbPlanes(picture), [1, 3, picture.height, picture.width]);
}
