import sharp from 'sharp';
import type { RgbPicture } from '../ports/face-engine.ts';

/** The picture at this size, without regard to its shape. */
export async function resizePicture(picture: RgbPicture, width: number, height: number): Promise<RgbPicture> {
  if (width === picture.width && height === picture.height) return picture;
  const data = await sharp(picture.data, { raw: { width: picture.width, height: picture.height, channels: 3 } })
    .resize(width, height, { fit: 'fill', kernel: 'linear' })
    .raw()
    .toBuffer();
  return { width, height, data };
}

/** No side longer than `maxPx`; never enlarged. @returns pixels of the result for one of the picture, too */
export async function shrinkPicture(
  picture: RgbPicture,
  maxPx: number,
): Promise<{ readonly picture: RgbPicture; readonly scale: number }> {
  const scale = Math.min(1, maxPx / Math.max(picture.width, picture.height));
  const [width, height] = [picture.width, picture.height].map((side) => Math.max(1, Math.round(side * scale)));
  return { picture: await resizePicture(picture, width ?? 1, height ?? 1), scale };
}

/** A part of the picture, black where it reaches beyond. Coordinates in whole pixels. */
export function cropPicture(
  picture: RgbPicture,
  startX: number,
  startY: number,
  width: number,
  height: number,
): RgbPicture {
  const data = new Uint8Array(3 * width * height);
  const left = Math.max(0, startX);
  const right = Math.min(picture.width, startX + width);
  for (let y = Math.max(0, startY); y < Math.min(picture.height, startY + height) && left < right; y++) {
    const from = 3 * (y * picture.width + left);
    data.set(picture.data.subarray(from, from + 3 * (right - left)), 3 * ((y - startY) * width + left - startX));
  }
  return { width, height, data };
}
