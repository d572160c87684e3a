import { type BoundingBox, boxArea, clipBox } from '../domain/bounding-box.ts';
import type { AppearanceEngine } from '../ports/appearance.ts';
import type { RgbPicture } from '../ports/face-engine.ts';
import type { TrackedObject } from '../ports/shape-tracker.ts';
import { cutRegion, withMargin } from './cut-region.ts';
import type { Shot } from './frame-view.ts';
import { toRgb } from './to-rgb.ts';

/** Shorter sides tell no more than a colour. */
const MIN_SIDE_PX = 24;
/** Of a clip; the largest. */
const MOST_OBJECTS = 16;

/**
 * What the objects of a clip look like, by their best shots; null for people, for what is too small, and for all that
 * come too late.
 * @param leftMs how long it may still take, asked before each object but the first
 */
export async function describeObjects(
  engine: AppearanceEngine,
  objects: readonly TrackedObject<Shot>[],
  frame: { readonly width: number; readonly height: number },
  leftMs: () => number,
): Promise<(readonly number[] | null)[]> {
  const described: (readonly number[] | null)[] = objects.map(() => null);
  const largestFirst = objects
    .map(({ track, shot }, index) => ({ index, shot, shape: track.shape, box: track.bestShot.box }))
    .filter(({ shape, box }) => shape !== 'person' && isLargeEnough(box))
    .sort((a, b) => boxArea(b.box) - boxArea(a.box))
    .slice(0, MOST_OBJECTS);
  for (const [rank, { index, shot, box }] of largestFirst.entries()) {
    if (rank > 0 && leftMs() < 0) break;
    if (shot) described[index] = await engine.describe(objectAlone(shot, box, frame));
  }
  return described;
}

/** Of the shot, which has a margin around its object, the object. @param box in pixels of the frame */
function objectAlone(
  { picture, sourceHeight }: Shot,
  box: BoundingBox,
  frame: { readonly width: number; readonly height: number },
): RgbPicture {
  const own = clipBox(box, frame.width, frame.height);
  const region = withMargin(own, frame);
  return cutObject(
    { ...picture, data: toRgb(picture, sourceHeight) },
    {
      startX: own.startX - region.startX,
      startY: own.startY - region.startY,
      endX: own.endX - region.startX,
      endY: own.endY - region.startY,
    },
  );
}

/** @param box in pixels of the picture */
export function cutObject({ width, height, data }: RgbPicture, box: BoundingBox): RgbPicture {
  const inside = clipBox(box, width, height);
  const whole = {
    startX: Math.floor(inside.startX),
    startY: Math.floor(inside.startY),
    endX: Math.max(Math.floor(inside.startX) + 1, Math.round(inside.endX)),
    endY: Math.max(Math.floor(inside.startY) + 1, Math.round(inside.endY)),
  };
  return cutRegion({ width, height, data, layout: 'rgb24', range: 'full' }, whole);
}

function isLargeEnough({ startX, startY, endX, endY }: BoundingBox): boolean {
  return Math.min(endX - startX, endY - startY) >= MIN_SIDE_PX;
}
