import type { MediaPath } from './media-path.ts';

/** One fact of an FTP session, as far as it tells how the session went. In the order in which they happened. */
export type FtpIncident =
  | { readonly kind: 'tls on' }
  | { readonly kind: 'tls failed'; readonly on: 'control' | 'data'; readonly reason: string }
  /** It began with TLS before we had said a word, as on port 990. */
  | { readonly kind: 'implicit tls' }
  | { readonly kind: 'tls required' }
  | { readonly kind: 'logged in'; readonly user: string; readonly cameraId: number | null }
  | { readonly kind: 'login refused'; readonly user: string; readonly isKnownUser: boolean }
  /** The data connection that the client asked for never came. `told`: the address that PASV named. */
  | { readonly kind: 'no data connection'; readonly mode: 'passive' | 'active'; readonly told: string | null }
  | { readonly kind: 'no passive port' }
  | ({ readonly kind: 'upload' } & FtpUpload)
  /** The server ended the session. */
  | { readonly kind: 'closed'; readonly reason: string };

/** What became of one file. */
export interface FtpUpload {
  readonly file: MediaPath;
  readonly sizeBytes: number;
  readonly result: FtpUploadResult;
}

export type FtpUploadResult =
  /** `clockOffMs`: the camera's clock against ours, positive when it is ahead; null: right, or not told. */
  | { readonly kind: 'received'; readonly cameraName: string; readonly clockOffMs: number | null }
  | { readonly kind: 'test file' | 'no motion' | 'known' | 'other file' | 'empty' | 'disk full' | 'too large' }
  /** `why` names the cameras that there are, and which one may be meant. */
  | { readonly kind: 'unknown camera'; readonly why: string }
  | { readonly kind: 'aborted' | 'refused' | 'not taken in'; readonly reason: string };
