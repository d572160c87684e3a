import type { Face } from '../domain/face.ts';
import type { MediaPath } from '../domain/media-path.ts';

export interface ReadFacesRequest {
  /** A picture. */
  readonly file: MediaPath;
  /** Write a padded picture of each face as `<fileBase>_face<n>.jpg`, n from 1 in the order of the answer; null = none. */
  readonly pictures: { readonly fileBase: MediaPath } | null;
}

export interface ReadFaces {
  /** Of the picture as shown, in pixels. */
  readonly width: number;
  readonly height: number;
  /** Largest first, those that cannot be recognised included, with the reason. */
  readonly faces: readonly Face[];
}

/**
 * Finds the faces of a picture, e.g. of one that somebody is to be known by. A face that fills the picture is found, too.
 * Rejects with a ConciergeError: FILE_MISSING, PATH_OUTSIDE_ROOT, MEDIA_UNREADABLE, MEDIA_TOO_LARGE, FOLDER_UNWRITABLE (no
 * retry helps), MODEL_UNAVAILABLE where this machine has no face models, WORKER_CRASHED, WORKER_TIMED_OUT.
 */
export interface FaceReader {
  read(request: ReadFacesRequest, signal: AbortSignal): Promise<ReadFaces>;
}
