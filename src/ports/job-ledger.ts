import type { JobKind } from './analysis-queue.ts';

export interface NewJob {
  readonly kind: JobKind;
  readonly assetId: number;
  readonly cameraId: number;
}

/**
 * How history writes the jobs that belong to what it stores. Both calls take part in the transaction that is under way
 * on the shared database; whoever waits for jobs is told after its commit.
 */
export interface JobLedger {
  /** Answers the job's id. An asset has at most one job. */
  insert(job: NewJob): number;
  /** Removes the job, whoever holds its lease; false when it is gone already: another worker has completed it. */
  complete(jobId: number, assetId: number): boolean;
}
