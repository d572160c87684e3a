import type { BoundingBox } from './bounding-box.ts';
import type { MediaPath } from './media-path.ts';

/** How many numbers describe a face: dlib's `face_recognition_resnet_model_v1`, whichever detector found it. */
export const EMBEDDING_LENGTH = 128;

/** No more faces of a track are kept; what else was seen of it is worse. */
export const MAX_TRACK_FACES = 8;

/** In pixels of the source frame. */
interface FacePoint {
  readonly x: number;
  readonly y: number;
}

/** Left and right are the viewer's: `leftEye` has the smaller x of an upright face. */
interface FaceLandmarks {
  readonly leftEye: FacePoint;
  readonly rightEye: FacePoint;
  readonly nose: FacePoint;
  readonly leftMouth: FacePoint;
  readonly rightMouth: FacePoint;
}

/** How well a face can be told from others; all but the width are 0..1, 1 the best. */
interface FaceQuality {
  /** The parts in one number: what a vote is weighted by. */
  readonly score: number;
  /** Between the outer edges of the face, in pixels of the source frame. */
  readonly widthPx: number;
  readonly sharpness: number;
  /** 1 looks at the camera, 0 shows its profile. */
  readonly frontality: number;
  /** The part of the box that lies inside the frame. */
  readonly edge: number;
}

/** Why a face cannot be told from others, in the order in which it is looked for. */
export const FACE_FAULTS = ['no face', 'too small', 'cut off', 'turned away', 'blurred'] as const;
export type FaceFault = (typeof FACE_FAULTS)[number];

/** A face as one analysed frame showed it. */
export interface Face {
  /** Index of the frame in the source, from 0; of a picture 0. */
  readonly frameNumber: number;
  /** Presentation time from the start of the clip. */
  readonly timeMs: number;
  /** In pixels of the source frame, clipped to it. */
  readonly box: BoundingBox;
  /** The detector's, 0..1. */
  readonly confidence: number;
  readonly landmarks: FaceLandmarks;
  readonly quality: FaceQuality;
  /** Null: good enough to be recognised. `no face`: its landmarks lie as those of no face do. */
  readonly fault: FaceFault | null;
  /** EMBEDDING_LENGTH numbers, compared by Euclidean distance (about 0.6 tells people apart); null exactly when there is a fault. */
  readonly embedding: readonly number[] | null;
  /** A padded JPEG of the face, under ROOT_DIR; null when none was cut. */
  readonly picture: MediaPath | null;
}
