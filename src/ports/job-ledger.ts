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
  /** Of a model in place of the detector's own; null = that one. */
  readonly modelId: string | null;
  /** The run of analysing a lot again that it is part of; null: somebody asked for this file. */
  readonly runId: number | null;
  /** What is found is compared with what was, and not kept. */
  readonly compareOnly: boolean;
}

export interface CompletedJob {
  readonly background: boolean;
  readonly runId: number | null;
  readonly compareOnly: boolean;
}

/**
 * How history writes the jobs that belong to what it stores. All calls take part in the transaction that is under way
 * on the shared database; whoever waits for jobs is told after its commit.
 */
export interface JobLedger {
  /** Answers the job's id. An asset has at most one job. */
  insert(job: NewJob): number;
  /**
   * Answers the job's id, or null when the asset's job is still to come; one that was set aside is begun anew, unless
   * it is only to be compared.
   */
  insertAgain(job: BackgroundJob): number | null;
  /** Removes the job, whoever holds its lease; null when it is gone already: another worker has completed it. */
  complete(jobId: number, assetId: number): CompletedJob | null;
  /** A run may go on: whoever waits for jobs looks again. */
  wakeBackground(): void;
}
