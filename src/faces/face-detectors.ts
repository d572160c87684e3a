import type { FaceDetectorModel } from '../ports/face-models.ts';
import type { FaceDetector } from './face-detector.ts';
import { SsdFaceDetector } from './ssd-face-detector.ts';
import { YunetDetector } from './yunet-detector.ts';

/** The detector that reads this model's output; it is not yet started. */
export function createFaceDetector(model: FaceDetectorModel): FaceDetector {
  return model.decoder === 'yunet' ? new YunetDetector(model) : new SsdFaceDetector(model);
}
