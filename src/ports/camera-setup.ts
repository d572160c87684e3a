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
export const CAMERA_PROBLEMS = [
  'no account',
  'bad address',
  'forbidden address',
  'unknown name',
  'unreachable',
  'ports off',
  'too slow',
  'dropped',
  'not this brand',
  'wrong password',
  'too many sessions',
  'session ended',
  'no FTP',
  'FTP test failed',
  'refused',
  'not kept',
  'given up',
] as const;

export type CameraProblem = (typeof CAMERA_PROBLEMS)[number];

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

/** What answers at an address. `warnings`: what else is to be seen to, in words. */
export interface CameraFound {
  readonly kind: 'found';
  readonly model: string;
  readonly firmware: string;
  readonly warnings: readonly string[];
}

export interface CameraPicture {
  readonly kind: 'picture';
  readonly jpeg: Uint8Array;
}

/** Sets one brand's cameras up for Concierge. No call rejects for what a camera does; all of them log out. */
export interface CameraSetup {
  configure(request: CameraSetupRequest, signal: AbortSignal): Promise<CameraConfigured | CameraFailure>;
  /** Whether Concierge can set it up; changes nothing. */
  tryOut(access: CameraAccess, signal: AbortSignal): Promise<CameraFound | CameraFailure>;
  /** What the camera sees now. */
  snapshot(access: CameraAccess, signal: AbortSignal): Promise<CameraPicture | CameraFailure>;
}

/** How the last setup of a camera went, in words. */
export interface SetupReport {
  readonly state: 'OK' | 'NOK';
  /** Why it is NOK; empty when it is OK. */
  readonly reason: string;
  readonly warnings: readonly string[];
  /** ISO 8601 UTC. */
  readonly time: string;
}

/** What is kept of setups: state and addresses in the camera's row, the words beside it. */
export interface SetupReports {
  /** A camera that is not configured has nothing to keep. */
  keep(cameraName: string, outcome: CameraConfigured | CameraFailure): Promise<void>;
  /** Null for a camera that was never set up, or is none. */
  report(cameraName: string): SetupReport | null;
  /** What went wrong with it, as programs know it; null: nothing, or it is not known. */
  problem(cameraName: string): CameraProblem | null;
}

/** `by hand`: Concierge cannot reach into cameras of this brand. */
export interface ByHand {
  readonly kind: 'by hand';
  readonly why: string;
}

/** The configured cameras, set up and looked through by what their rows say. An id of none: null. */
export interface ConfiguredCameras {
  /** Sets it up now, or waits where that is under way, and keeps the outcome. */
  setUp(cameraId: number, signal: AbortSignal): Promise<CameraConfigured | CameraFailure | ByHand | null>;
  /** Sets it up in the background, unless that is under way already. False: it is not one that Concierge can reach into. */
  begin(cameraId: number): boolean;
  /** A camera that is not configured (yet). An id of no camera type: null. */
  tryOut(
    typeId: number,
    access: CameraAccess,
    signal: AbortSignal,
  ): Promise<CameraFound | CameraFailure | ByHand | null>;
  snapshot(cameraId: number, signal: AbortSignal): Promise<CameraPicture | CameraFailure | ByHand | null>;
}
