import { DateTime } from 'luxon';
import type { JobState } from '../ports/housekeeping.ts';

/** What each job did last, and when, in this machine's zone. */
export function describeJobs(jobs: readonly JobState[]): string {
  return jobs.map(describe).join('; ');
}

function describe({ name, isRunning, lastRun, nextRunMs }: JobState): string {
  if (isRunning) return `${name}: runs now`;
  if (lastRun === null) return `${name}: not run yet${nextRunMs === null ? '' : `, due ${when(nextRunMs)}`}`;
  const failed = lastRun.outcome === 'done' ? '' : `${lastRun.outcome}: `;
  return `${name}: ${failed}${lastRun.result} (${when(lastRun.startedAtMs)}, ${(lastRun.durationMs / 1000).toFixed(1)} s)`;
}

function when(ms: number): string {
  const at = DateTime.fromMillis(ms);
  return at.isValid ? at.toFormat('yyyy-MM-dd HH:mm') : 'never';
}

export function bytesInWords(bytes: number): string {
  if (bytes >= 1e9) return `${(bytes / 1e9).toFixed(1)} GB`;
  return bytes >= 1e6 ? `${(bytes / 1e6).toFixed(1)} MB` : `${Math.ceil(bytes / 1000)} kB`;
}

export function percentInWords(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
