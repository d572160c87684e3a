import { type BoundingBox, boxHeight } from './bounding-box.ts';
import type { ShapeRule } from './shape-rule.ts';

/** What a view of a shape must be to count. */
export interface ShapeLimit {
  readonly shape: string;
  /** 0..1 */
  readonly minConfidence: number;
  /** Of the frame's height, 0..1. */
  readonly minHeight: number;
  /** Of the frame's height, 0..1; 1 = however tall. */
  readonly maxHeight: number;
}

/** Of all shapes: those that have no limit of their own need the minimum confidence, and may be of any size. */
export interface ViewLimits {
  /** 0..1 */
  readonly minConfidence: number;
  readonly shapeLimits?: readonly ShapeLimit[];
}

/** What a view lacks. */
export type Shortcoming = 'confidence' | 'too_small' | 'too_large';

/**
 * The limits that a profile's rules set. What a camera asks for by itself is the least for each of its shapes: one of
 * which the profile asks for more keeps that.
 * @param usualPct the profile's confidence, 1..100
 * @param cameraPct the camera's own confidence, 1..100; null = it has none
 */
export function shapeLimits(
  rules: readonly ShapeRule[],
  usualPct: number,
  cameraPct: number | null,
): readonly ShapeLimit[] {
  return rules.map(({ shape, confidence_level: own, min_height_pct: min, max_height_pct: max }) => ({
    shape,
    minConfidence: (cameraPct === null ? (own ?? usualPct) : Math.max(cameraPct, own ?? 0)) / 100,
    minHeight: (min ?? 0) / 100,
    maxHeight: (max ?? 100) / 100,
  }));
}

export function limitFor(shape: string, { minConfidence, shapeLimits: own = [] }: ViewLimits): ShapeLimit {
  return own.find((limit) => limit.shape === shape) ?? { shape, minConfidence, minHeight: 0, maxHeight: 1 };
}

/** @param frameHeight in pixels, of the frame in whose pixels the box is */
export function shortcomingOf(
  view: { readonly confidence: number; readonly box: BoundingBox },
  frameHeight: number,
  limit: ShapeLimit,
): Shortcoming | null {
  if (view.confidence < limit.minConfidence) return 'confidence';
  const height = boxHeight(view.box) / frameHeight;
  if (height < limit.minHeight) return 'too_small';
  // A box that fills the frame may end a pixel beyond it.
  return limit.maxHeight < 1 && height > limit.maxHeight ? 'too_large' : null;
}
