import type { MediaPath } from '../domain/media-path.ts';

/** A login to the FTP server. */
export interface FtpAccount {
  readonly user: string;
  readonly password: string;
  /** The camera whose own login this is; null: one that cameras share. */
  readonly cameraId: number | null;
  /** The folder that this login takes for the root, and never leaves; null: ROOT_DIR. */
  readonly home: MediaPath | null;
}

/** Who may upload, as it is now: asked at each login. */
export interface FtpAccounts {
  /** Several may have one user; their passwords tell them apart. */
  named(user: string): readonly FtpAccount[];
}
