import type { RgbPicture } from '../ports/face-engine.ts';
import type { SearchPass } from './plan-passes.ts';
import { cropPicture, shrinkPicture } from './resize-picture.ts';

/** A part of a picture as it is searched. */
export interface TakenPart {
  readonly picture: RgbPicture;
  /** Pixels of the part for one of the picture. */
  readonly scale: number;
  /** Where it begins, in pixels of the picture. */
  readonly startX: number;
  readonly startY: number;
}

/** Never larger than the picture and what the pass searches: of a photo of 50 megapixels, the border alone would be 600 MB. */
export async function takePart(picture: RgbPicture, pass: SearchPass): Promise<TakenPart> {
  const { startX, startY, width, height, maxPx } = pass;
  const isWithin = startX >= 0 && startY >= 0 && startX + width <= picture.width && startY + height <= picture.height;
  if (isWithin) {
    const isWhole = width === picture.width && height === picture.height;
    const part = isWhole ? picture : cropPicture(picture, startX, startY, width, height);
    return { ...(await shrinkPicture(part, maxPx)), startX, startY };
  }
  const share = Math.max(picture.width, picture.height) / Math.max(width, height);
  const { picture: shrunk, scale } = await shrinkPicture(picture, maxPx * share);
  const [left, top] = [Math.round(startX * scale), Math.round(startY * scale)];
  const padded = cropPicture(shrunk, left, top, Math.round(width * scale), Math.round(height * scale));
  return { picture: padded, scale, startX: left / scale, startY: top / scale };
}
