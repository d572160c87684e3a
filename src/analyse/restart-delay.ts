const FIRST_MS = 500;
const LIMIT_MS = 60_000;

/**
 * How long to wait before a worker that died is started again: not at all at first, then doubling from half a second to a
 * minute while it keeps dying without having answered anything.
 * @param failures in a row before, 0 or more
 */
export function restartDelayMs(failures: number): number {
  return failures === 0 ? 0 : Math.min(LIMIT_MS, FIRST_MS * 2 ** (failures - 1));
}
