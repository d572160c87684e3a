import sharp from 'sharp';
import { OnnxFaceEngine } from '../../src/faces/onnx-face-engine.ts';
import type { FaceModels } from '../../src/ports/face-models.ts';
import { FACE_MODELS } from '../../test/support/face-models.ts';

/** A face that is good enough to be judged, and where its middle is, as shares of the picture. */
export interface LookedAt {
  readonly x: number;
  readonly y: number;
  readonly widthPx: number;
  readonly embedding: readonly number[];
  readonly quality: number;
}

/** Reads the faces of pictures with the best models at hand, and how long each picture takes. */
export class FaceLooker {
  readonly detectorName: string;
  /** Of each picture with faces: search and description, a face. */
  readonly timesMs: number[] = [];
  readonly #engine: OnnxFaceEngine;

  private constructor(models: FaceModels) {
    this.detectorName = models.detector.name;
    this.#engine = new OnnxFaceEngine(models);
  }

  static async open(): Promise<FaceLooker> {
    const [models] = FACE_MODELS;
    if (!models) throw new Error('There are no face models: run script/setup.');
    const looker = new FaceLooker(models);
    await looker.#engine.start();
    return looker;
  }

  async close(): Promise<void> {
    await this.#engine.stop();
  }

  /** @returns how many faces there are, and those that can be judged */
  async look(picture: string | Buffer): Promise<{ readonly all: number; readonly faces: readonly LookedAt[] }> {
    const upright = sharp(picture).autoOrient().flatten().toColourspace('srgb');
    const { data, info } = await upright.raw().toBuffer({ resolveWithObject: true });
    const { width, height } = info;
    const startedMs = performance.now();
    const frame = { startX: 0, startY: 0, endX: width, endY: height };
    const found = await this.#engine.find({ width, height, data }, { frame, extent: 'picture' });
    const faces: LookedAt[] = [];
    for (const { aligned, box, quality } of found) {
      if (!aligned) continue;
      const [x, y] = [(box.startX + box.endX) / 2 / width, (box.startY + box.endY) / 2 / height];
      const embedding = await this.#engine.describe(aligned);
      faces.push({ x, y, widthPx: quality.widthPx, embedding, quality: quality.score });
    }
    if (found.length > 0) this.timesMs.push((performance.now() - startedMs) / found.length);
    return { all: found.length, faces };
  }
}
