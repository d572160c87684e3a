/** Where a camera is, and the account that logs in there. */
export interface CameraAccess {
  /** Host name or IP address, with `:port` where its web interface is not on the usual one. */
  readonly host: string;
  readonly user: string;
  readonly password: string;
}

export interface CameraSetupRequest extends CameraAccess {
  /** The camera's name as configured: the prefix of its file names. */
  readonly name: string;
  /** IANA; empty = this machine's. */
  readonly timezone: string;
}

/** Everything that can go wrong with a camera, which is nobody's fault in Concierge. */
export type CameraProblem =
  | 'bad address'
  | 'forbidden address'
  | 'unknown name'
  | 'unreachable'
  | 'ports off'
  | 'too slow'
  | 'dropped'
  | 'not this brand'
  | 'wrong password'
  | 'too many sessions'
  | 'session ended'
  | 'no FTP'
  | 'FTP test failed'
  | 'refused'
  | 'not kept'
  | 'given up';

export interface CameraFailure {
  readonly kind: 'failed';
  readonly problem: CameraProblem;
  /** What a person has to look at. */
  readonly field: 'host' | 'password' | 'name' | 'camera' | 'ftp';
  /** What happened and what to do, in words for a person. Never a secret. */
  readonly why: string;
}

/** `warnings`: what else could not be set, in words; the camera uploads all the same. */
export interface CameraConfigured {
  readonly kind: 'configured';
  readonly model: string;
  /** With the account's user and password in them, as whoever plays them needs it. */
  readonly snapshotUrl: string;
  readonly liveUrlHd: string;
  readonly liveUrlSd: string;
  readonly warnings: readonly string[];
}

export interface CameraPicture {
  readonly kind: 'picture';
  readonly jpeg: Uint8Array;
}

/** Sets one brand's cameras up for Concierge. Neither call rejects for what a camera does; both always log out. */
export interface CameraSetup {
  configure(request: CameraSetupRequest, signal: AbortSignal): Promise<CameraConfigured | CameraFailure>;
  /** What the camera sees now. */
  snapshot(access: CameraAccess, signal: AbortSignal): Promise<CameraPicture | CameraFailure>;
}
