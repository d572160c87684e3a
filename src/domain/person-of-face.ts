import { type BoundingBox, clipBox } from './bounding-box.ts';
import type { FrameSize } from './fit-frame.ts';

/** In widths of the face to both sides, and in heights of it above and below: head and shoulders. */
const BESIDE = 1;
const ABOVE = 0.5;
const BELOW = 1.8;

/** Where the person is whose face this is, as far as a face tells: head and shoulders, inside the frame, in whole pixels. */
export function personOfFace(face: BoundingBox, frame: FrameSize): BoundingBox {
  const width = face.endX - face.startX;
  const height = face.endY - face.startY;
  return clipBox(
    {
      startX: face.startX - BESIDE * width,
      startY: face.startY - ABOVE * height,
      endX: face.endX + BESIDE * width,
      endY: face.endY + BELOW * height,
    },
    frame.width,
    frame.height,
  );
}
