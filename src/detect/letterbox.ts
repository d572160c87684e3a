import { type BoundingBox, clipBox } from '../domain/bounding-box.ts';
import { type FitTarget, type FrameSize, fitFrame } from '../domain/fit-frame.ts';

/** A box in the detector's input, in its pixels, back in the source frame: whole pixels, clipped to the frame. */
export function toSourceBox(box: BoundingBox, frame: FrameSize, input: FitTarget): BoundingBox {
  const { scaleX, scaleY } = fitFrame(frame, input);
  const source = {
    startX: box.startX / scaleX,
    startY: box.startY / scaleY,
    endX: box.endX / scaleX,
    endY: box.endY / scaleY,
  };
  return clipBox(source, frame.width, frame.height);
}

/** A box in the source frame as it lies in the detector's input, in its pixels, fractions included. */
export function toInputBox(box: BoundingBox, frame: FrameSize, input: FitTarget): BoundingBox {
  const { scaleX, scaleY } = fitFrame(frame, input);
  return {
    startX: box.startX * scaleX,
    startY: box.startY * scaleY,
    endX: box.endX * scaleX,
    endY: box.endY * scaleY,
  };
}
