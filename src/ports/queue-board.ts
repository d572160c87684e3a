import type { JobKind } from './analysis-queue.ts';

/** A job that waits or was set aside, as people look at it. */
export interface QueuedJob {
  readonly id: number;
  readonly kind: JobKind;
  readonly assetId: number;
  readonly cameraId: number;
  readonly enqueuedAtMs: number;
  /** Attempts that have come to nothing. */
  readonly failedAttempts: number;
  /** Why the last of them did; null: none has. */
  readonly reason: string | null;
  /** Analysed again, on request. */
  readonly background: boolean;
}

/** The queue, for those who look into it. */
export interface QueueBoard {
  /** At most `limit` of each kind and of the background, whose turn comes first before the others. */
  waitingJobs(limit: number): readonly QueuedJob[];
  /** The latest first. */
  setAsideJobs(limit: number): readonly QueuedJob[];
  /** A job that was set aside is no more; its file stays, not analysed. False when there is none. */
  forget(jobId: number): boolean;
}
