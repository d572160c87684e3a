const FIRST_MS = 500;
const LIMIT_MS = 60_000;

/**
 * How long to wait before a worker that died is started again: not at all after it had been working, and doubling from
 * half a second to a minute while it dies before it is ready.
 * @param failedStarts in a row, 0 or more
 */
export function restartDelayMs(failedStarts: number): number {
  return failedStarts === 0 ? 0 : Math.min(LIMIT_MS, FIRST_MS * 2 ** (failedStarts - 1));
}
