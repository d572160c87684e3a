import type { CameraProblem, SetupReport } from './camera-setup.ts';

export interface KeptSetup {
  readonly report: SetupReport;
  /** What went wrong, as programs know it; null: nothing. */
  readonly problem: CameraProblem | null;
}

/** Where the last setup of each camera is kept over restarts. */
export interface SetupReportStore {
  /** By the camera's id. */
  all(): ReadonlyMap<number, KeptSetup>;
  put(cameraId: number, kept: KeptSetup): void;
  /** Forgets all other cameras. */
  keepOnly(cameraIds: readonly number[]): void;
}
