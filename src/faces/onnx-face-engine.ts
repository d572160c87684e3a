import { type BoundingBox, boxCentre, intersectionOverUnion } from '../domain/bounding-box.ts';
import type { FaceEngine, FaceSearch, FoundFace, RgbPicture } from '../ports/face-engine.ts';
import type { FaceModels } from '../ports/face-models.ts';
import { alignFace, mirror } from './align-face.ts';
import type { DetectedFace, FaceDetector } from './face-detector.ts';
import { createFaceDetector } from './face-detectors.ts';
import { FaceEmbedder } from './face-embedder.ts';
import { judgeFace } from './judge-face.ts';
import { planPasses, type SearchPass } from './plan-passes.ts';
import { cropPicture, shrinkPicture } from './resize-picture.ts';
import { suppressFaces } from './suppress-faces.ts';
import { takePart } from './take-part.ts';

/** YuNet's mistakes at 0.6 go away here, those of the SSD as well. */
const MIN_CONFIDENCE = 0.7;
/** A face that was seen at less than this share of its size is looked at again, for its landmarks. */
const REFINE_BELOW = 0.8;
/** What is looked at again: the face and as much around it, at a size where landmarks are precise. */
const REFINE_MARGIN = 0.6;
const REFINE_PX = 160;
const SAME_OVERLAP = 0.4;
/** What the detector doubts is looked at once more, small and with its surroundings: no railing is a face then. */
const CONFIRM_MARGIN = 1.2;
const CONFIRM_PX = 160;
/** Faces of the test photos keep 0.74 and more, what is none falls below 0.2. */
const CONFIRM_CONFIDENCE = 0.5;
/** Of the face's width, between its middle then and now. */
const SAME_PLACE = 0.3;

/** The models of one thread; a call at a time. */
export class OnnxFaceEngine implements FaceEngine {
  readonly size = 1;
  readonly #detector: FaceDetector;
  readonly #embedder: FaceEmbedder;

  constructor({ detector, embedder }: FaceModels) {
    this.#detector = createFaceDetector(detector);
    this.#embedder = new FaceEmbedder(embedder);
  }

  /** @throws ConciergeError MODEL_UNAVAILABLE */
  async start(): Promise<void> {
    await Promise.all([this.#detector.start(), this.#embedder.start()]);
  }

  async stop(): Promise<void> {
    await Promise.all([this.#detector.stop(), this.#embedder.stop()]);
  }

  async find(picture: RgbPicture, { frame, extent }: FaceSearch): Promise<FoundFace[]> {
    const seen: DetectedFace[] = [];
    for (const pass of planPasses(picture, extent)) seen.push(...(await this.#search(picture, pass)));
    const confirmed: DetectedFace[] = [];
    for (const face of suppressFaces(seen)) if (await this.#isConfirmed(picture, face)) confirmed.push(face);
    return confirmed
      .map((face) => {
        const judged = { ...face, ...judgeFace(picture, face, frame) };
        return { ...judged, aligned: judged.fault === null ? alignFace(picture, face.landmarks) : null };
      })
      .sort((a, b) => b.quality.score - a.quality.score);
  }

  /** The mean of the face and its mirror image: a sixth closer to others of the same person than the face alone. */
  async describe(aligned: Uint8Array): Promise<number[]> {
    const embedding = await this.#embedder.embed(aligned);
    const mirrored = await this.#embedder.embed(mirror(aligned));
    return embedding.map((value, index) => (value + (mirrored[index] ?? value)) / 2);
  }

  async #search(picture: RgbPicture, pass: SearchPass): Promise<DetectedFace[]> {
    const { picture: part, scale, startX, startY } = await takePart(picture, pass);
    const faces = await this.#detector.detect(part, MIN_CONFIDENCE);
    const placed = faces.map((face) => moved(face, 1 / scale, startX, startY));
    if (scale >= REFINE_BELOW) return placed;
    const refined: DetectedFace[] = [];
    for (const face of placed) {
      const again = await this.#refine(picture, face);
      if (again) refined.push(again);
    }
    return refined;
  }

  /** The face again, from closer by; null when it is none from there. */
  async #refine(picture: RgbPicture, face: DetectedFace): Promise<DetectedFace | null> {
    const again = await this.#lookAgain(picture, around(face.box, REFINE_MARGIN), REFINE_PX, MIN_CONFIDENCE);
    const same = again.find(({ box }) => intersectionOverUnion(box, face.box) > SAME_OVERLAP);
    return same ? { ...same, confidence: (same.confidence + face.confidence) / 2 } : null;
  }

  async #isConfirmed(picture: RgbPicture, { box, confidence }: DetectedFace): Promise<boolean> {
    if (confidence >= this.#detector.doubtsBelow) return true;
    const again = await this.#lookAgain(picture, around(box, CONFIRM_MARGIN), CONFIRM_PX, CONFIRM_CONFIDENCE);
    const centre = boxCentre(box);
    return again.some((found) => {
      const { x, y } = boxCentre(found.box);
      return Math.hypot(x - centre.x, y - centre.y) < SAME_PLACE * (box.endX - box.startX);
    });
  }

  /** The faces of a square around this region, in pixels of the picture. */
  async #lookAgain(
    picture: RgbPicture,
    region: BoundingBox,
    maxPx: number,
    minConfidence: number,
  ): Promise<DetectedFace[]> {
    const side = Math.ceil(Math.max(region.endX - region.startX, region.endY - region.startY));
    const centre = boxCentre(region);
    const [startX, startY] = [Math.round(centre.x - side / 2), Math.round(centre.y - side / 2)];
    const { picture: close, scale } = await shrinkPicture(cropPicture(picture, startX, startY, side, side), maxPx);
    const found = await this.#detector.detect(close, minConfidence);
    return found.map((face) => moved(face, 1 / scale, startX, startY));
  }
}

function around({ startX, startY, endX, endY }: BoundingBox, margin: number): BoundingBox {
  const more = margin * Math.max(endX - startX, endY - startY);
  return { startX: startX - more, startY: startY - more, endX: endX + more, endY: endY + more };
}

function moved({ box, confidence, landmarks }: DetectedFace, scale: number, x: number, y: number): DetectedFace {
  const place = (point: { x: number; y: number }) => ({ x: point.x * scale + x, y: point.y * scale + y });
  return {
    confidence,
    box: {
      startX: box.startX * scale + x,
      startY: box.startY * scale + y,
      endX: box.endX * scale + x,
      endY: box.endY * scale + y,
    },
    landmarks: {
      leftEye: place(landmarks.leftEye),
      rightEye: place(landmarks.rightEye),
      nose: place(landmarks.nose),
      leftMouth: place(landmarks.leftMouth),
      rightMouth: place(landmarks.rightMouth),
    },
  };
}
