import type { FullFrame } from '../ports/frame-source.ts';

interface Matrix {
  readonly redOfV: number;
  readonly greenOfU: number;
  readonly greenOfV: number;
  readonly blueOfU: number;
}

/** ITU-R BT.601 for standard definition, BT.709 for high: what cameras use when, as most do, they do not say. */
const BT601: Matrix = { redOfV: 1.402, greenOfU: -0.344136, greenOfV: -0.714136, blueOfU: 1.772 };
const BT709: Matrix = { redOfV: 1.5748, greenOfU: -0.187324, greenOfV: -0.468124, blueOfU: 1.8556 };
const HD_MIN_HEIGHT = 720;

/**
 * The picture as 3 bytes a pixel, R G B.
 * @param sourceHeight of the whole frame that the picture was cut from: it decides the colour matrix
 */
export function toRgb(frame: FullFrame, sourceHeight: number): Uint8Array {
  if (frame.layout === 'rgb24') return frame.data;
  const { width, height, data } = frame;
  const limited = frame.range === 'limited';
  const matrix = sourceHeight >= HD_MIN_HEIGHT ? BT709 : BT601;
  const chromaGain = limited ? 255 / 224 : 1;
  const lumaGain = limited ? 255 / 219 : 1;
  const black = limited ? 16 : 0;
  const chromaWidth = Math.ceil(width / 2);
  const uStart = width * height;
  const vStart = uStart + chromaWidth * Math.ceil(height / 2);
  // The clamped array rounds and keeps 0..255 faster than code does.
  const rgb = new Uint8ClampedArray(width * height * 3);
  let out = 0;
  for (let y = 0; y < height; y++) {
    const chromaRow = (y >> 1) * chromaWidth;
    for (let x = 0; x < width; x++) {
      const luma = ((data[y * width + x] ?? 0) - black) * lumaGain;
      const u = ((data[uStart + chromaRow + (x >> 1)] ?? 128) - 128) * chromaGain;
      const v = ((data[vStart + chromaRow + (x >> 1)] ?? 128) - 128) * chromaGain;
      rgb[out++] = luma + matrix.redOfV * v;
      rgb[out++] = luma + matrix.greenOfU * u + matrix.greenOfV * v;
      rgb[out++] = luma + matrix.blueOfU * u;
    }
  }
  return new Uint8Array(rgb.buffer);
}
