import type { CameraProblem, SetupReports } from '../ports/camera-setup.ts';
import type { ReadonlyConfig } from '../ports/config-store.ts';

/** A camera that was just plugged in is up within minutes; one that is away for long is not asked all the time. */
const RETRY_MS: readonly number[] = [30_000, 2 * 60_000, 10 * 60_000, 3_600_000, 6 * 3_600_000];

/** What passes by itself. A wrong password does not, and cameras lock after a few. */
const PASSING: ReadonlySet<CameraProblem> = new Set([
  'unknown name',
  'unreachable',
  // Somebody switches them on, or it is just starting; nobody logs in before.
  'ports off',
  'too slow',
  'dropped',
  'too many sessions',
  'session ended',
]);

/** When a setup that failed so is tried again; null: not by itself. @param attempt from 0 on; the last wait is for ever */
export function retryDelayMs(problem: CameraProblem, attempt: number): number | null {
  return PASSING.has(problem) ? (RETRY_MS[attempt] ?? RETRY_MS.at(-1) ?? null) : null;
}

/**
 * When a camera whose setup an earlier run left unfinished is tried again: one that failed for what may have passed, or
 * did not come to its end. Null: there is nothing to resume.
 */
export function resumeDelayMs(camera: ReadonlyConfig['cameras'][number], reports: SetupReports): number | null {
  const problem = reports.problem(camera.name);
  if (problem !== null) return retryDelayMs(problem, 0);
  const wasNeverDone = reports.report(camera.name) === null && camera.live_url_hd === '';
  return camera.state === 'NOK' || wasNeverDone ? (RETRY_MS[0] ?? null) : null;
}
