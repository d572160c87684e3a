/** What the add-on measures of itself for whoever shows it. */
export interface Vitals {
  /** Cameras that are connected over FTP now. */
  ftpSessions(): number;
  /** How full the disk under ROOT_DIR is, 0..1. Rejects when it cannot be told. */
  diskLevel(): Promise<number>;
}
