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
}

/** A configured camera of the brand, as far as reading file names needs it. */
export interface NamedCamera {
  readonly id: number;
  readonly name: string;
  /** IANA; empty = this machine's. */
  readonly timezone: string;
}

/** One make of cameras: how it names what it uploads. One file a brand in cameras/, one line in the registry. */
export interface CameraBrandRules {
  /** As in camera_brands. */
  readonly name: string;
  /** The brand's own FTP test: never motion. */
  isTestFile(file: MediaPath): boolean;
  /** Null when the name is not of this brand's form. `receivedAtMs` settles a wall clock time that occurs twice (end of DST). */
  readFileName(file: MediaPath, cameras: readonly NamedCamera[], receivedAtMs: number): FileNameReading | null;
}
