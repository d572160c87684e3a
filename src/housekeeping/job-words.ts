import { DateTime } from 'luxon';
import type { JobState } from '../ports/housekeeping.ts';

/** What runs, what failed and, when nothing did, what is next, in this machine's zone. */
export function describeJobs(jobs: readonly JobState[]): string {
  const running = jobs.filter(({ isRunning }) => isRunning).map(({ name }) => `${name} runs`);
  const failed = jobs.flatMap(({ name, lastRun }) =>
    lastRun?.outcome === 'failed' ? `${name} failed: ${lastRun.result} (${when(lastRun.startedAtMs)})` : [],
  );
  const told = [...running, ...failed];
  return told.length > 0 ? told.join('; ') : nextOf(jobs);
}

function nextOf(jobs: readonly JobState[]): string {
  const due = jobs.filter(({ nextRunMs }) => nextRunMs !== null);
  const [next] = due.toSorted((a, b) => Number(a.nextRunMs) - Number(b.nextRunMs));
  return next ? `next: ${next.name}, ${when(Number(next.nextRunMs))}` : 'nothing to do';
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
