/** Pictures and clips have a worker each. */
export type JobKind = 'still' | 'clip';

export interface Job {
  readonly id: number;
  readonly kind: JobKind;
  readonly assetId: number;
  /** Counts from 1. */
  readonly attempt: number;
  readonly enqueuedAtMs: number;
  /** Analysed again, on request: behind all that is new. */
  readonly background: boolean;
  /** Of a background job: in place of the asset's or the camera's profile; null = that one. */
  readonly profileId: number | null;
  /** Of a background job: the id of a model in place of the detector's own; null = that one. */
  readonly modelId: string | null;
  /** What is found is compared with what was, and not kept: no pictures are made. */
  readonly compareOnly: boolean;
}

/** What is new; see `waitingInBackground` for the rest. */
export interface QueueDepth {
  /** Waiting, not those being analysed. */
  readonly stills: number;
  readonly clips: number;
  /** How long the oldest waiting job of either kind has waited; 0 when none waits. */
  readonly oldestWaitMs: number;
  /** Background jobs included. */
  readonly setAside: number;
}

/** What waits to be analysed. It lives in the same database as history, so an asset and its job are written together. */
export interface AnalysisQueue {
  /** The job that is next, for `leaseMs`; null when none waits. Newer attempts of a failed job wait for their time. */
  lease(kind: JobKind, leaseMs: number): Job | null;
  /** Extends the lease; false when it was lost. */
  renew(jobId: number, leaseMs: number): boolean;
  /**
   * The attempt failed. `retry` while attempts are left (three in all), else the job is set aside with the reason.
   * `permanent`: no retry can help (the file is no video).
   */
  fail(jobId: number, reason: string, options?: { permanent?: boolean }): 'retry' | 'set aside';
  /** Gives a leased job back as if it had never been leased: the add-on stops. */
  release(jobId: number): void;
  depth(): QueueDepth;
  /** Files that wait to be analysed again: they shed no load, and nobody waits for them. */
  waitingInBackground(): number;
  /** The clips that wait, of one camera. */
  waitingFor(cameraId: number): number;
  /** Called when a job may have become available. The answer unsubscribes. */
  onAvailable(listener: (kind: JobKind) => void): () => void;
}
