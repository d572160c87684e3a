import sharp, { type Sharp } from 'sharp';
import type { FullFrame } from '../ports/frame-source.ts';
import { freeMemory } from '../runtime/free-memory.ts';
import { drawBoxes, type LabelledBox } from './draw-boxes.ts';
import type { Shot } from './frame-view.ts';
import { toRgb } from './to-rgb.ts';

const JPEG = { quality: 85 };
/** Longest side of the annotated frame: what a phone shows. */
const MAX_ANNOTATED_PX = 1280;

/** The object's crop as a JPEG, at the source's resolution. */
export function encodeShot({ picture, sourceHeight }: Shot): Promise<Buffer> {
  return encode(picture, sourceHeight, (image) => image);
}

/** The whole frame with its objects marked, as a JPEG. @param boxes in pixels of the frame */
export async function encodeAnnotated(frame: FullFrame, boxes: readonly LabelledBox[]): Promise<Buffer> {
  const scale = Math.min(1, MAX_ANNOTATED_PX / Math.max(frame.width, frame.height));
  const width = Math.max(1, Math.round(frame.width * scale));
  const height = Math.max(1, Math.round(frame.height * scale));
  const placed = boxes.map(({ box, ...rest }) => ({
    ...rest,
    box: { startX: box.startX * scale, startY: box.startY * scale, endX: box.endX * scale, endY: box.endY * scale },
  }));
  const drawn = Buffer.from(drawBoxes(placed, width, height));
  return encode(frame, frame.height, (image) =>
    image.resize(width, height, { fit: 'fill' }).composite([{ input: drawn }]),
  );
}

async function encode(frame: FullFrame, sourceHeight: number, change: (image: Sharp) => Sharp): Promise<Buffer> {
  const { width, height } = frame;
  const rgb = toRgb(frame, sourceHeight);
  try {
    return await change(sharp(rgb, { raw: { width, height, channels: 3 } }))
      .jpeg(JPEG)
      .toBuffer();
  } finally {
    // 25 MB of a 4K frame; a picture's is the frame itself.
    if (rgb !== frame.data) freeMemory(rgb);
  }
}
