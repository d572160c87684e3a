/** What is to be looked at again. */
export type ReanalysisTarget =
  | { readonly kind: 'asset'; readonly id: number }
  | { readonly kind: 'recording'; readonly id: number }
  | { readonly kind: 'event'; readonly id: string };

/** In files, i.e. pictures and clips. */
export interface ReanalysisOutcome {
  readonly queued: number;
  /** Were waiting for their analysis anyway. */
  readonly alreadyWaiting: number;
  /** Cannot be analysed: their camera is not known, or their shapes are an outside detector's. */
  readonly skipped: number;
}

/**
 * Looks again at what is stored, after all that is new: with the camera's profile as it is now, today's model and people.
 * What is found takes the place of what was found earlier, and nothing of it is announced as new.
 */
export interface Reanalysis {
  /**
   * Null when there is no such asset, recording or event.
   * @param profileId in place of the profile that the file was analysed with; null = that one again
   * @param modelId of a model in place of the detector's own; null = that one
   */
  request(target: ReanalysisTarget, profileId?: number | null, modelId?: string | null): ReanalysisOutcome | null;
}
