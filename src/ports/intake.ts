import type { CameraVerdict } from '../domain/camera-verdict.ts';
import type { MediaType } from '../domain/media.ts';
import type { MediaPath } from '../domain/media-path.ts';

/** A file that is complete on disk under ROOT_DIR: the FTP server's, or one found at the start. */
export interface Upload {
  readonly file: MediaPath;
  readonly sizeBytes: number;
  readonly receivedAtMs: number;
  /** Who sent it; missing: it was found, and nobody knows. */
  readonly source?: UploadSource;
}

/** What is known of a sender beside the name that it gave its file. */
export interface UploadSource {
  /** The camera whose own FTP login it used; null: one that cameras share. */
  readonly cameraId: number | null;
  /** Its IP address, normalised; null where that says nothing, as behind Docker's proxy. */
  readonly address: string | null;
}

/** What became of an upload. Only `accepted` made an asset. */
export type UploadOutcome =
  | {
      readonly kind: 'accepted';
      readonly assetId: number;
      readonly cameraName: string;
      /** The camera's clock against ours by the file's name, positive when it is ahead; null: about right, or not told. */
      readonly clockOffMs: number | null;
    }
  | { readonly kind: 'known'; readonly assetId: number }
  | {
      readonly kind: 'ignored';
      readonly reason: 'test file' | 'no motion' | 'empty' | 'neither picture nor clip' | 'our own';
    }
  /** `why` names the cameras that there are, and which may be meant. */
  | { readonly kind: 'unknown camera'; readonly assetId: number; readonly nameInFile: string; readonly why: string };

export interface UploadReceiver {
  /** Whether a file of this name is a camera's own FTP test, picture or not. */
  isTestFile(file: MediaPath): boolean;
  receive(upload: Upload): Promise<UploadOutcome>;
}

/** A caller's word, over REST 5104, that something moved or that a clip is ready. Fields are parsed, not yet checked. */
export interface MotionReport {
  readonly cameraName: string;
  readonly type: MediaType;
  /** Null: motion without a picture. */
  readonly file: MediaPath | null;
  readonly epochMs: number;
  /** Id or name of a profile; null = the camera's own. */
  readonly analyticsProfile: string | null;
  /** The caller's recording row, or null: one is created for a clip. */
  readonly recordingId: number | null;
  /** What the camera's own detection says of it, where it says anything. */
  readonly cameraSays?: CameraVerdict | null;
}

/** `refused` names every bad field, as the wire contract answers them. */
export type MotionOutcome =
  | {
      readonly kind: 'accepted';
      readonly jobId: number | null;
      readonly eventId: string;
      readonly recordingId: number | null;
    }
  | { readonly kind: 'refused'; readonly message: Readonly<Record<string, string>> };

export interface MotionReceiver {
  /** What is wrong with these fields, by the wire's names of them; empty when nothing is. Nothing is done. */
  check(fields: Partial<MotionReport>): Promise<Readonly<Record<string, string>>>;
  report(motion: MotionReport): Promise<MotionOutcome>;
}
