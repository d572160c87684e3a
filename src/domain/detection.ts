import type { BoundingBox } from './bounding-box.ts';

/** One object in one frame. */
export interface Detection {
  readonly shape: string;
  /** 0..1 */
  readonly confidence: number;
  readonly box: BoundingBox;
}

/** What was found in one frame of a clip, or in a picture (frame 0, time 0). */
export interface FrameDetections {
  /** Index of the frame in the source, from 0. */
  readonly frameNumber: number;
  /** Presentation time from the start of the clip. */
  readonly timeMs: number;
  readonly detections: readonly Detection[];
}
