import type { CameraVerdict } from '../domain/camera-verdict.ts';
import type { MediaPath } from '../domain/media-path.ts';

/** What a file's path and name say, before it is known whose it is. */
export interface FileNameReading {
  /** The camera's name as configured when one matched, else our best guess at it. */
  readonly cameraName: string;
  /** The configured camera's id, or null: no camera of that name. */
  readonly cameraId: number | null;
  /** When it was taken, ms since 1970 UTC; null when the name says nothing. */
  readonly takenAtMs: number | null;
  readonly channel: number | null;
  /** What the camera's own detection says of it; missing: the name says nothing of that. */
  readonly says?: CameraVerdict;
  /**
   * Set where this brand's names have no camera's name, and no camera was found by a folder or an address either: the
   * only camera of the brand may then be meant. `address` is the camera's own (IPv4) where the name has it; `brand` is whose
   * form it is.
   */
  readonly anonymous?: { readonly brand: string; readonly address: string | null };
}

/** A configured camera of the brand, as far as reading file names needs it. */
export interface NamedCamera {
  readonly id: number;
  readonly name: string;
  /** IANA; empty = this machine's. */
  readonly timezone: string;
  /** Its address, as configured; empty = not given. */
  readonly host: string;
  /** Its type's own form of path and name (see domain/file-pattern.ts); empty = none. */
  readonly filePattern: string;
}

/** One make of cameras: how it names what it uploads. One file a brand in cameras/, one line in the registry. */
export interface CameraBrandRules {
  /** As in camera_brands. */
  readonly name: string;
  /** The brand's own FTP test: never motion. */
  isTestFile(file: MediaPath): boolean;
  /** Why a file of this brand's form is neither motion nor worth analysing, such as a regular recording; null: it is. */
  whyIgnored(file: MediaPath): string | null;
  /**
   * Null when the name is not of this brand's form. `receivedAtMs` settles a wall clock time that occurs twice (end of
   * DST). The time zone is that of the camera that was found; of an anonymous file, that of the only camera given.
   */
  readFileName(file: MediaPath, cameras: readonly NamedCamera[], receivedAtMs: number): FileNameReading | null;
}
