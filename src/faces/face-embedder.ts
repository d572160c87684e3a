import { type InferenceSession, Tensor } from 'onnxruntime-node';
import { ConciergeError } from '../domain/concierge-error.ts';
import type { FaceModel } from '../ports/face-models.ts';
import { ALIGNED_PX } from './align-face.ts';
import { floatsOf, loadSession } from './load-session.ts';
import { rgbPlanes } from './rgb-planes.ts';

/** dlib's ResNet: faces of one person lie within about 0.6 of each other. */
export class FaceEmbedder {
  readonly #model: FaceModel;
  #session: InferenceSession | null = null;

  constructor(model: FaceModel) {
    this.#model = model;
  }

  /** @throws ConciergeError MODEL_UNAVAILABLE */
  async start(): Promise<void> {
    this.#session = await loadSession(this.#model);
  }

  async stop(): Promise<void> {
    await this.#session?.release();
    this.#session = null;
  }

  /** @param aligned as alignFace gives it */
  async embed(aligned: Uint8Array): Promise<number[]> {
    if (!this.#session) throw new ConciergeError('MODEL_UNAVAILABLE', `The model "${this.#model.name}" is not loaded.`);
    const planes = rgbPlanes({ width: ALIGNED_PX, height: ALIGNED_PX, data: aligned });
    const picture = new Tensor('uint8', planes, [1, 3, ALIGNED_PX, ALIGNED_PX]);
    return [...floatsOf(await this.#session.run({ picture }), 'embedding')];
  }
}
