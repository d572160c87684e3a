import type { RgbPicture } from '../ports/face-engine.ts';

/** The planes R, G, B, one behind the other. */
export function rgbPlanes({ width, height, data }: RgbPicture): Uint8Array {
  const plane = width * height;
  const planes = new Uint8Array(3 * plane);
  for (let pixel = 0, from = 0; pixel < plane; pixel++, from += 3) {
    planes[pixel] = data[from] ?? 0;
    planes[plane + pixel] = data[from + 1] ?? 0;
    planes[2 * plane + pixel] = data[from + 2] ?? 0;
  }
  return planes;
}
