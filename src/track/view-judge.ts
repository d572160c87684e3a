import type { BoundingBox } from '../domain/bounding-box.ts';
import { limitFor, type ShapeLimit, type Shortcoming, shortcomingOf, type ViewLimits } from '../domain/shape-limits.ts';

interface View {
  readonly shape: string;
  readonly confidence: number;
  readonly box: BoundingBox;
}

/** Holds views against the limits of their shapes, in frames of one height. */
export class ViewJudge {
  readonly #limits: ViewLimits;
  readonly #frameHeight: number;
  readonly #known = new Map<string, ShapeLimit>();

  constructor(limits: ViewLimits, frameHeight: number) {
    this.#limits = limits;
    this.#frameHeight = frameHeight;
  }

  /** 0..1 */
  minConfidence(shape: string): number {
    return this.#limit(shape).minConfidence;
  }

  /** Whether the detector is sure enough, whatever the size: enough to follow it by. */
  readonly isSure = (view: View): boolean => view.confidence >= this.minConfidence(view.shape);

  /** @param share how far from the minimum towards certainty, 0..1 */
  isClearlySure(view: View, share: number): boolean {
    const least = this.minConfidence(view.shape);
    return view.confidence >= least + share * (1 - least);
  }

  shortcomingOf(view: View): Shortcoming | null {
    return shortcomingOf(view, this.#frameHeight, this.#limit(view.shape));
  }

  #limit(shape: string): ShapeLimit {
    const limit = this.#known.get(shape) ?? limitFor(shape, this.#limits);
    this.#known.set(shape, limit);
    return limit;
  }
}
