import sharp, { type Sharp } from 'sharp';
import type { FullFrame } from '../ports/frame-source.ts';
import { drawBoxes, type LabelledBox } from './draw-boxes.ts';
import type { Shot } from './frame-view.ts';
import { toRgb } from './to-rgb.ts';

const JPEG = { quality: 85 };
/** Longest side of the annotated frame: what a phone shows. */
const MAX_ANNOTATED_PX = 1280;

/** The object's crop as a JPEG, at the source's resolution. */
export function encodeShot({ picture, sourceHeight }: Shot): Promise<Buffer> {
  return fromRaw(picture, sourceHeight).jpeg(JPEG).toBuffer();
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
  return fromRaw(frame, frame.height)
    .resize(width, height, { fit: 'fill' })
    .composite([{ input: Buffer.from(drawBoxes(placed, width, height)) }])
    .jpeg(JPEG)
    .toBuffer();
}

function fromRaw(frame: FullFrame, sourceHeight: number): Sharp {
  return sharp(toRgb(frame, sourceHeight), { raw: { width: frame.width, height: frame.height, channels: 3 } });
}
