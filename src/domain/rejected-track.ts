import type { Track } from './track.ts';

/**
 * Why what was followed is not reported: every view of it lacked something (shape-limits.ts); it was a single view
 * among many samples, of which the detector was not clearly sure; its shape is not asked for.
 */
export const REJECTIONS = ['confidence', 'too_small', 'too_large', 'single_view', 'not_wanted'] as const;
export type Rejection = (typeof REJECTIONS)[number];

/** What was followed and is not reported. Its positions are all of them, its best shot is the most confident. */
export interface RejectedTrack extends Track {
  readonly rejection: Rejection;
}
