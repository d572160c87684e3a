import sharp from 'sharp';
import type { BoundingBox } from '../domain/bounding-box.ts';
import type { RgbPicture } from '../ports/face-engine.ts';
import { cutObject } from './describe-objects.ts';

/** Around the face, of its longer side: hair, chin and a little of the room. */
const MARGIN = 0.45;
/** Longest side; enough for a panel and for being enrolled from. */
const MAX_PX = 480;

/** The face and its margin, so that the picture itself can go. @param box in pixels of the picture */
export function cutFace(picture: RgbPicture, box: BoundingBox): RgbPicture {
  const margin = MARGIN * Math.max(box.endX - box.startX, box.endY - box.startY);
  return cutObject(picture, {
    startX: box.startX - margin,
    startY: box.startY - margin,
    endX: box.endX + margin,
    endY: box.endY + margin,
  });
}

/** A JPEG of what cutFace has cut out. */
export function encodeFace({ width, height, data }: RgbPicture): Promise<Buffer> {
  return sharp(data, { raw: { width, height, channels: 3 } })
    .resize(MAX_PX, MAX_PX, { fit: 'inside', withoutEnlargement: true })
    .jpeg({ quality: 88 })
    .toBuffer();
}
