import type { Detection } from '../domain/detection.ts';

/** ONNX Runtime's name of what models run on. */
export const EXECUTION_PROVIDER = 'cpu';

/** The raw image that a detector wants: what ffmpeg or sharp must deliver. */
export interface DetectorInput {
  readonly width: number;
  readonly height: number;
  /** How the frame is fitted: `letterbox` keeps the aspect ratio and pads right and below with `padValue`; `stretch` does not. */
  readonly fit: 'letterbox' | 'stretch';
  /** 0..255 in all three channels. */
  readonly padValue: number;
}

/**
 * A shape detector with its session loaded. One call at a time: parallel work needs several detectors, in threads of
 * their own, since onnxruntime-node's run blocks its thread.
 */
export interface Detector {
  readonly modelName: string;
  readonly input: DetectorInput;
  /**
   * @param planes the frame at the input's size, uint8 planar G, B, R (ffmpeg's `gbrp`), input.width x input.height each
   * @param frame size of the source frame in pixels; boxes are in its pixels, clipped to it
   * @param minConfidence 0..1
   */
  detect(planes: Uint8Array, frame: { width: number; height: number }, minConfidence: number): Promise<Detection[]>;
}
