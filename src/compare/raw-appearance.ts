import { InferenceSession, Tensor } from 'onnxruntime-node';
import sharp from 'sharp';
import { ConciergeError, messageOf } from '../domain/concierge-error.ts';
import type { AppearanceModel } from '../ports/appearance.ts';
import type { RgbPicture } from '../ports/face-engine.ts';
import { colourGrid, GRID_PX } from './colour-grid.ts';
import { colourHistograms, HISTOGRAM_PX } from './colour-layout.ts';
import { poolStripes } from './pool-stripes.ts';

const INPUT_PX = 160;
const CELLS = 10;
const MAPS = [
  { name: 'early', channels: 64 },
  { name: 'late', channels: 96 },
] as const;

/** Everything that is seen of an object, before it is reduced to what tells one from another. */
export class RawAppearance {
  readonly #model: AppearanceModel;
  #session: Promise<InferenceSession> | null = null;

  constructor(model: AppearanceModel) {
    this.#model = model;
  }

  /**
   * Forms, from two layers of a network, and colours, by amount and by place; each part of length 1.
   * @throws ConciergeError MODEL_UNAVAILABLE
   */
  async see(picture: RgbPicture): Promise<Float32Array> {
    const [forms, histograms, grid] = await Promise.all([
      this.#forms(await resized(picture, INPUT_PX)),
      resized(picture, HISTOGRAM_PX).then(colourHistograms),
      resized(picture, GRID_PX).then(colourGrid),
    ]);
    return joined([...forms, histograms, grid].map(ofLengthOne));
  }

  async #forms(rgb: Uint8Array): Promise<Float32Array[]> {
    this.#session ??= this.#load();
    const planes = new Tensor('uint8', planar(rgb), [1, 3, INPUT_PX, INPUT_PX]);
    const outputs = await (await this.#session).run({ planes });
    return MAPS.map(({ name, channels }) => {
      const data = outputs[name]?.data;
      if (data instanceof Float32Array) return poolStripes(data, channels, CELLS, CELLS);
      throw new ConciergeError('MODEL_UNAVAILABLE', `The model "${this.#model.name}" gives no output "${name}".`);
    });
  }

  async #load(): Promise<InferenceSession> {
    const { name, file } = this.#model;
    try {
      return await InferenceSession.create(file, { intraOpNumThreads: 1, interOpNumThreads: 1, logSeverityLevel: 3 });
    } catch (cause) {
      const problem = `Cannot load the model "${name}" from "${file}": ${messageOf(cause)}`;
      throw new ConciergeError('MODEL_UNAVAILABLE', problem, { cause });
    }
  }
}

async function resized({ width, height, data }: RgbPicture, px: number): Promise<Uint8Array> {
  return sharp(data, { raw: { width, height, channels: 3 } })
    .resize(px, px, { fit: 'fill', kernel: 'linear' })
    .raw()
    .toBuffer();
}

function planar(rgb: Uint8Array): Uint8Array {
  const pixels = rgb.length / 3;
  const planes = new Uint8Array(rgb.length);
  for (let pixel = 0; pixel < pixels; pixel++) {
    for (let plane = 0; plane < 3; plane++) planes[plane * pixels + pixel] = rgb[3 * pixel + plane] ?? 0;
  }
  return planes;
}

function ofLengthOne(values: Float32Array): Float32Array {
  const length = Math.hypot(...values) || 1;
  return values.map((value) => value / length);
}

function joined(parts: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
