import type { AppearanceEngine, AppearanceModel } from '../ports/appearance.ts';
import type { RgbPicture } from '../ports/face-engine.ts';
import { Projection } from './projection.ts';
import { RawAppearance } from './raw-appearance.ts';

const PROJECTION = new URL('./appearance-projection.json', import.meta.url);

/** Forms and colours of an object, reduced to what tells it from others; loaded when it is first asked. */
export class OnnxAppearanceEngine implements AppearanceEngine {
  readonly #raw: RawAppearance;
  #projection: Promise<Projection> | null = null;

  constructor(model: AppearanceModel) {
    this.#raw = new RawAppearance(model);
  }

  async describe(picture: RgbPicture): Promise<number[]> {
    this.#projection ??= Projection.read(PROJECTION);
    return (await this.#projection).reduce(await this.#raw.see(picture));
  }
}
