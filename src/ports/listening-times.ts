/** When uploads could have come, over restarts. Times are ms since 1970 UTC. */
export interface ListeningTimes {
  /** From now on uploads may come. */
  begin(nowMs: number): void;
  /** They could since the last sign of life, unless that is too long ago. */
  goOn(nowMs: number): void;
  /** For how long since then none could come. */
  deafMs(sinceMs: number, nowMs: number): number;
}
