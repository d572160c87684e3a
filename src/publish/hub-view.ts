/** All that the entities of the add-on's own device are made of. */
export interface HubView {
  /** Everything that waits. */
  readonly queueLength: number;
  /** Whole seconds; 0 when nothing waits. */
  readonly oldestWaitS: number;
  /** 0..100, whole; null: not measured. */
  readonly diskUsedPct: number | null;
  readonly ftpSessions: number;
  readonly version: string;
}
