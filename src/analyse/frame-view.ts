import { clipBox } from '../domain/bounding-box.ts';
import type { FullFrame } from '../ports/frame-source.ts';
import type { FrameView } from '../ports/shape-tracker.ts';
import { cutRegion, withMargin } from './cut-region.ts';
import { sharpness } from './sharpness.ts';

/** The part of a frame that shows one object. */
export interface Shot {
  readonly picture: FullFrame;
  /** Of the frame that it was cut from. */
  readonly sourceHeight: number;
}

export function viewOf(frame: FullFrame): FrameView<Shot> {
  return {
    sharpness: (box) => sharpness(frame, box),
    take: (box) => ({
      picture: cutRegion(frame, withMargin(clipBox(box, frame.width, frame.height), frame)),
      sourceHeight: frame.height,
    }),
  };
}
