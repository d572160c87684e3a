import { createHash } from 'node:crypto';
import sharp from 'sharp';

/**
 * What cameras, weather and detectors do to a picture of an object: another light and tint, a box that fits less well,
 * fewer pixels, blur, compression. The same name and number make the same changes.
 */
export async function changedPicture(picture: string | Buffer, name: string, number: number): Promise<Buffer> {
  const dice = createHash('sha256').update(`${name} ${number}`).digest();
  const roll = (at: number, from: number, to: number) => from + ((to - from) * (dice[at] ?? 0)) / 255;
  const { width, height } = await sharp(picture).metadata();
  const [left, top] = [Math.floor(roll(0, 0, 0.1) * width), Math.floor(roll(1, 0, 0.1) * height)];
  const [right, bottom] = [Math.floor(roll(2, 0, 0.1) * width), Math.floor(roll(3, 0, 0.1) * height)];
  const light = roll(4, 0.6, 1.5);
  const tints = [roll(5, 0.92, 1.08), roll(6, 0.92, 1.08), roll(7, 0.92, 1.08)];
  const scale = roll(8, 0.45, 1);
  const cut = { left, top, width: width - left - right, height: height - top - bottom };
  let changed = sharp(await sharp(picture).removeAlpha().toColourspace('srgb').extract(cut).png().toBuffer())
    .linear(
      tints.map((tint) => tint * light),
      [0, 0, 0],
    )
    .resize(Math.max(24, Math.round(cut.width * scale)), Math.max(24, Math.round(cut.height * scale)), { fit: 'fill' });
  if (roll(9, 0, 1) < 0.5) changed = changed.blur(roll(10, 0.5, 1.5));
  return changed.jpeg({ quality: Math.round(roll(11, 35, 85)) }).toBuffer();
}
