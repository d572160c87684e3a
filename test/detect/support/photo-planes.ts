import sharp from 'sharp';
import { type FrameSize, fitFrame } from '../../../src/domain/fit-frame.ts';
import type { DetectorInput } from '../../../src/ports/detector.ts';

/** A photo as a detector takes it, with its own size. */
export async function photoPlanes(
  file: string,
  input: DetectorInput,
): Promise<{ planes: Uint8Array; frame: FrameSize }> {
  const { width, height } = await sharp(file).metadata();
  const frame = { width, height };
  const { scaledWidth, scaledHeight } = fitFrame(frame, input);
  const pixels = await sharp(file)
    .removeAlpha()
    .resize(scaledWidth, scaledHeight, { fit: 'fill', kernel: 'linear' })
    .raw()
    .toBuffer();
  const planes = blankPlanes(input);
  const planeSize = input.width * input.height;
  for (let y = 0; y < scaledHeight; y++) {
    for (let x = 0; x < scaledWidth; x++) {
      const from = 3 * (y * scaledWidth + x);
      const to = y * input.width + x;
      planes[to] = pixels[from + 1] ?? 0;
      planes[planeSize + to] = pixels[from + 2] ?? 0;
      planes[2 * planeSize + to] = pixels[from] ?? 0;
    }
  }
  return { planes, frame };
}

export function blankPlanes({ width, height, padValue }: DetectorInput): Uint8Array {
  return new Uint8Array(3 * width * height).fill(padValue);
}
