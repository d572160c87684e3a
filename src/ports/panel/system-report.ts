import type { DiskUsage } from '../../domain/retention.ts';
import type { QueueDepth } from '../analysis-queue.ts';
import type { NamedHealth } from './live-message.ts';

/** What a person types into a camera, or sends with a REST call. */
export interface AccessDetails {
  /** Home Assistant's address in the cameras' network; null when nobody has told. */
  readonly ftpHost: string | null;
  readonly ftpPort: number;
  readonly ftpUser: string;
  readonly ftpPassword: string;
  readonly apiToken: string;
}

export interface SystemReport {
  readonly version: string;
  /** Whether every service works. */
  readonly well: boolean;
  readonly services: readonly NamedHealth[];
  readonly queue: QueueDepth;
  /** The detector's model, as people read it. */
  readonly model: string;
  /** Of the disk under ROOT_DIR; null when it does not answer. */
  readonly disk: DiskUsage | null;
  /** 0..1: fuller than this, the oldest recordings go. */
  readonly diskHighMark: number;
  readonly access: AccessDetails;
}
