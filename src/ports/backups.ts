/** Copies of history that are whole, made while it is being written. */
export interface Backups {
  /** Answers the copy's size. Who asks while one is being made gets that one. */
  make(): Promise<{ readonly sizeBytes: number }>;
}
