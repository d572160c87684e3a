import { type BoundingBox, boxArea } from '../domain/bounding-box.ts';
import { ConciergeError } from '../domain/concierge-error.ts';
import type { AppearanceEngine, ReadAppearanceRequest } from '../ports/appearance.ts';
import type { Detector } from '../ports/detector.ts';
import type { RgbPicture } from '../ports/face-engine.ts';
import type { FrameSource } from '../ports/frame-source.ts';
import type { MediaRoot } from '../runtime/media-root.ts';
import { cutObject } from './describe-objects.ts';
import { regularFile } from './regular-file.ts';
import { toRgb } from './to-rgb.ts';

/** A user says what it is, so the detector need not be sure. */
const MIN_CONFIDENCE = 0.3;
/** Of the picture: what is smaller is something else in the background. */
const MIN_SHARE = 0.03;

export interface PictureAppearanceParts {
  /** Null: there is no such model on this machine. */
  readonly engine: AppearanceEngine | null;
  readonly detector: Detector;
  readonly frames: FrameSource;
  readonly root: MediaRoot;
}

/** Describes the objects of whole pictures in this process. */
export class PictureAppearance {
  readonly #parts: PictureAppearanceParts;

  constructor(parts: PictureAppearanceParts) {
    this.#parts = parts;
  }

  /** As AppearanceReader.readAppearance. */
  async read({ file, shape }: ReadAppearanceRequest, signal: AbortSignal): Promise<number[]> {
    const { engine, detector, frames, root } = this.#parts;
    if (!engine)
      throw new ConciergeError('MODEL_UNAVAILABLE', 'There is no model on this machine that compares objects.');
    const path = await regularFile(root, file);
    const request = { path, input: detector.input, everyNthFrame: 1, fullFrames: true };
    for await (const { planes, full } of frames.open(request, signal).frames) {
      if (!full) continue;
      const picture = { width: full.width, height: full.height, data: toRgb(full, full.height) };
      const found = await detector.detect(planes, picture, MIN_CONFIDENCE);
      const boxes = found.filter((detection) => detection.shape === shape).map(({ box }) => box);
      return engine.describe(cutObject(picture, largest(boxes, picture)));
    }
    throw new ConciergeError('MEDIA_UNREADABLE', `Cannot read "${file}": it shows no picture.`);
  }
}

function largest(boxes: readonly BoundingBox[], { width, height }: RgbPicture): BoundingBox {
  const [box] = boxes.toSorted((a, b) => boxArea(b) - boxArea(a));
  const whole = { startX: 0, startY: 0, endX: width, endY: height };
  return box && boxArea(box) >= MIN_SHARE * boxArea(whole) ? box : whole;
}
