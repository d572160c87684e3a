import type { JobKind } from './analysis-queue.ts';

export interface NewJob {
  readonly kind: JobKind;
  readonly assetId: number;
  readonly cameraId: number;
}

/** A file that is analysed again, after everything that is new. */
export interface BackgroundJob extends NewJob {
  /** In place of the asset's or the camera's; null = that one. */
  readonly profileId: number | null;
}

/**
 * How history writes the jobs that belong to what it stores. All calls take part in the transaction that is under way
 * on the shared database; whoever waits for jobs is told after its commit.
 */
export interface JobLedger {
  /** Answers the job's id. An asset has at most one job. */
  insert(job: NewJob): number;
  /** Answers the job's id, or null when the asset's job is still to come; one that was set aside is begun anew. */
  insertAgain(job: BackgroundJob): number | null;
  /** Removes the job, whoever holds its lease; null when it is gone already: another worker has completed it. */
  complete(jobId: number, assetId: number): { readonly background: boolean } | null;
}
