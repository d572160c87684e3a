export const STATISTIC_GROUPS = ['camera', 'shape', 'person', 'hour', 'day'] as const;
export type StatisticGroup = (typeof STATISTIC_GROUPS)[number];

/** By the camera's clock, both inclusive. */
export interface StatisticSpan {
  readonly fromMs: number;
  readonly toMs: number;
}

export interface SightingCount {
  /** A camera's id, a shape, a person's id, an hour of the day (`00` to `23`) or a day (`2026-11-22`), in this machine's zone. */
  readonly key: string;
  readonly raised: number;
  /** Raised nothing: stood still, at a known place, or in a mask. */
  readonly suppressed: number;
}

/** How often a camera saw a shape that stood still. */
export interface StillShare {
  readonly cameraId: number;
  readonly shape: string;
  readonly sightings: number;
  readonly stoodStill: number;
}

/** Counts of what was seen. */
export interface Statistics {
  /** In order of their keys. */
  counts(by: StatisticGroup, span: StatisticSpan): readonly SightingCount[];
  stillShares(span: StatisticSpan, leastSightings: number): readonly StillShare[];
}
