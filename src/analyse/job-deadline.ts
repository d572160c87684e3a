export interface DeadlineSettings {
  /** For a picture, and for reading metadata. */
  readonly stillMs: number;
  /** For a clip: at least this, ... */
  readonly clipMinMs: number;
  /** ... else this many times its duration, ... */
  readonly clipDurationFactor: number;
  /** ... and never more than this. */
  readonly clipMaxMs: number;
}

export const DEFAULT_DEADLINES: DeadlineSettings = {
  stillMs: 20_000,
  clipMinMs: 60_000,
  clipDurationFactor: 4,
  clipMaxMs: 600_000,
};

/** How long the analysis of a clip may take. @param durationMs of the clip; 0 while it is not known */
export function clipDeadlineMs(durationMs: number, settings: DeadlineSettings): number {
  return Math.min(settings.clipMaxMs, Math.max(settings.clipMinMs, settings.clipDurationFactor * durationMs));
}
