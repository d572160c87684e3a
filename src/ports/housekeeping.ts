import type { DiskMarks, DiskUsage, Removal } from '../domain/retention.ts';
import type { JobRun } from './job-runs.ts';

/** A job as callers see it. */
export interface JobState {
  readonly name: string;
  /** A cron pattern of five fields, in this machine's zone. */
  readonly schedule: string;
  readonly isRunning: boolean;
  /** Files that the run which is under way has deleted so far; null: none runs, or it does not count them. */
  readonly filesDone: number | null;
  readonly lastRun: JobRun | null;
  /** Null while the scheduler does not run. */
  readonly nextRunMs: number | null;
}

/** What is done from time to time, for those who look at it and for those who want it done now. */
export interface Housekeeping {
  jobs(): readonly JobState[];
  /** After whatever runs; one that runs already is not run twice. @throws Error when there is no job of this name */
  runNow(name: string): Promise<JobRun>;
  /** What the cleanup would delete now; nothing is changed. */
  dryRun(signal: AbortSignal): Promise<readonly Removal[]>;
  disk(): Promise<DiskForecast>;
  /** ROOT_DIR is taken as it is: what is missing there is gone for good. */
  acceptDisk(): Promise<void>;
}

interface DiskForecast extends DiskUsage {
  readonly marks: DiskMarks;
  /** What cameras uploaded on an average day of the last week, whatever has been deleted since. */
  readonly bytesPerDay: number;
  /** Until the high mark, when the oldest recordings begin to go; 0: they do; null: never, at this pace. */
  readonly daysUntilFull: number | null;
  /** Why ROOT_DIR is not where recordings are kept, in words; null: it is. */
  readonly absence: string | null;
}
