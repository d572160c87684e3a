import type { BoundingBox } from '../domain/bounding-box.ts';
import type { Face } from '../domain/face.ts';

/** 3 bytes a pixel, R, G, B, row by row. */
export interface RgbPicture {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** A face in a picture, in its pixels; the box may reach beyond it. */
export interface FoundFace extends Pick<Face, 'box' | 'confidence' | 'landmarks' | 'quality' | 'fault'> {
  /** The face as the embedding wants it; null when it has a fault. */
  readonly aligned: Uint8Array | null;
}

export interface FaceSearch {
  /** What the picture was cut out of, in the picture's pixels: faces beyond it are cut off. */
  readonly frame: BoundingBox;
  /**
   * `region`: around one person, quickly. `still`: a camera's whole picture, faces that fill it and those that are large
   * enough to be recognised. `picture`: a whole one, in every detail.
   */
  readonly extent: 'region' | 'still' | 'picture';
}

/**
 * Finds and describes faces. Takes any number of calls at once. Rejects with a ConciergeError: MODEL_UNAVAILABLE,
 * WORKER_CRASHED.
 */
export interface FaceEngine {
  /** How many calls it works on at once. */
  readonly size: number;
  /** The best first. */
  find(picture: RgbPicture, search: FaceSearch): Promise<FoundFace[]>;
  /** EMBEDDING_LENGTH numbers. @param aligned of a found face */
  describe(aligned: Uint8Array): Promise<number[]>;
}
