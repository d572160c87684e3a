/** What follows when an attempt at a job has come to nothing. */
export type RetryDecision = { readonly kind: 'retry'; readonly delayMs: number } | { readonly kind: 'set aside' };

/** Before the second and before the third attempt: a worker restarts within seconds, a full disk takes longer. */
const BACK_OFFS_MS: readonly number[] = [5_000, 60_000];

/** The longest that a job is held back. */
export const MAX_BACK_OFF_MS = 60_000;

/**
 * A job is interrupted when the add-on dies while it is worked on. Most often the power failed or the add-on was killed,
 * so it may happen more often than failures; but a file that kills the add-on must not do so for ever.
 */
const MAX_INTERRUPTIONS = 5;

/** @param failures of the job so far, this one included; three in all */
export function afterFailure(failures: number): RetryDecision {
  const delayMs = BACK_OFFS_MS[failures - 1];
  return delayMs === undefined ? { kind: 'set aside' } : { kind: 'retry', delayMs };
}

/** @param interruptions of the job so far, this one included; from the second on, others go first */
export function afterInterruption(interruptions: number): RetryDecision {
  if (interruptions >= MAX_INTERRUPTIONS) return { kind: 'set aside' };
  return { kind: 'retry', delayMs: interruptions === 1 ? 0 : MAX_BACK_OFF_MS };
}
