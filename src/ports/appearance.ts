import type { MediaPath } from '../domain/media-path.ts';
import type { RgbPicture } from './face-engine.ts';

/** What describes how objects look: a model file on this machine, checked against its hash. Plain data, it crosses processes. */
export interface AppearanceModel {
  readonly name: string;
  /** Absolute path of the ONNX file. */
  readonly file: string;
}

/** Describes what an object looks like. Rejects with a ConciergeError: MODEL_UNAVAILABLE. */
export interface AppearanceEngine {
  /** APPEARANCE_LENGTH numbers of length 1 together. @param picture the object alone, without what is around it */
  describe(picture: RgbPicture): Promise<number[]>;
}

export interface ReadAppearanceRequest {
  /** A picture. */
  readonly file: MediaPath;
  /** COCO name of what it shows. */
  readonly shape: string;
}

/**
 * Describes the object of a picture, e.g. of one that it is to be known by: the largest of its shape, or where none is
 * found, whatever the picture shows. Rejects with a ConciergeError: FILE_MISSING, PATH_OUTSIDE_ROOT, MEDIA_UNREADABLE,
 * MEDIA_TOO_LARGE (no retry helps), MODEL_UNAVAILABLE, WORKER_CRASHED, WORKER_TIMED_OUT.
 */
export interface AppearanceReader {
  readAppearance(request: ReadAppearanceRequest, signal: AbortSignal): Promise<readonly number[]>;
}
