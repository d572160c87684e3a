import sharp from 'sharp';
import type { BoundingBox } from '../domain/bounding-box.ts';
import { clipBox } from '../domain/bounding-box.ts';
import type { RgbPicture } from '../ports/face-engine.ts';

/** Around the face, of its longer side: hair, chin and a little of the room. */
const MARGIN = 0.45;
/** Longest side; enough for a panel and for being enrolled from. */
const MAX_PX = 480;

/** A padded JPEG of the face. @param box in pixels of the picture */
export function encodeFace({ width, height, data }: RgbPicture, box: BoundingBox): Promise<Buffer> {
  const margin = MARGIN * Math.max(box.endX - box.startX, box.endY - box.startY);
  const around = clipBox(
    { startX: box.startX - margin, startY: box.startY - margin, endX: box.endX + margin, endY: box.endY + margin },
    width,
    height,
  );
  return sharp(data, { raw: { width, height, channels: 3 } })
    .extract({
      left: around.startX,
      top: around.startY,
      width: Math.max(1, around.endX - around.startX),
      height: Math.max(1, around.endY - around.startY),
    })
    .resize(MAX_PX, MAX_PX, { fit: 'inside', withoutEnlargement: true })
    .jpeg({ quality: 88 })
    .toBuffer();
}
