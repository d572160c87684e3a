/** How a run of a job ended. */
export interface JobRun {
  readonly startedAtMs: number;
  readonly durationMs: number;
  readonly outcome: 'done' | 'failed' | 'stopped';
  /** In words a user understands. */
  readonly result: string;
}

/** The last run of each job, kept over restarts: a run that was missed meanwhile is caught up. */
export interface JobRunLog {
  last(job: string): JobRun | null;
  record(job: string, run: JobRun): void;
}
