import type { Face } from '../domain/face.ts';
import type { RgbPicture } from '../ports/face-engine.ts';

/** In pixels of the picture; the box may reach beyond it. */
export type DetectedFace = Pick<Face, 'box' | 'confidence' | 'landmarks'>;

/** Finds faces with five landmarks. One call at a time. */
export interface FaceDetector {
  readonly name: string;
  /** Faces of less confidence are mistakes often enough for a second look from further away; 0: never. */
  readonly doubtsBelow: number;
  /** @throws ConciergeError MODEL_UNAVAILABLE when the file is no model of this kind */
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Searches the picture at its own size where the model can, best first. @param minConfidence 0..1 */
  detect(picture: RgbPicture, minConfidence: number): Promise<DetectedFace[]>;
}
