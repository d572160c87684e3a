/** Something that is done from time to time. */
export interface Job {
  /** What it is called in health and log, and kept under. */
  readonly name: string;
  /** A cron pattern of five fields, in this machine's zone. */
  readonly schedule: string;
  /**
   * Answers in words what was done.
   * @throws what hindered it; when `signal` aborts it ends soon, done or not
   */
  run(signal: AbortSignal): Promise<string>;
  /** How many files the latest run has deleted, so far if it still runs. */
  filesDone?(): number;
  /** Asked at the start and every few minutes, and cheap: whether it has to run now, whatever the schedule says. */
  isUrgent?(): Promise<boolean>;
}
