import type { DiskUsage } from '../domain/retention.ts';
import type { ServiceHealth } from '../runtime/service.ts';
import type { QueueDepth } from './analysis-queue.ts';

interface CameraUploads {
  readonly cameraId: number;
  readonly name: string;
  /** Null when nothing has come yet. */
  readonly lastUploadMs: number | null;
  /** Files that came within the last hour, and their size. */
  readonly hourFiles: number;
  readonly hourBytes: number;
  /** Of those, the ones that could not be analysed. */
  readonly hourFailed: number;
  /** Mean time of their analyses; null when there was none. */
  readonly hourAnalysisMs: number | null;
}

/** How the house is doing, for those who draw curves of it. */
export interface HouseState {
  readonly atMs: number;
  readonly queue: QueueDepth & { readonly background: number };
  /** Null when the disk does not answer. */
  readonly disk: DiskUsage | null;
  readonly cameras: readonly CameraUploads[];
  readonly services: readonly { readonly name: string; readonly state: ServiceHealth['state'] }[];
}

export interface HouseStateReader {
  read(): Promise<HouseState>;
}
