import { cameraSettings } from '../../domain/camera-settings.ts';
import { frameBounds, planFrames } from '../../domain/plan-frames.ts';
import type { AnalysisQueue } from '../../ports/analysis-queue.ts';
import type { AnalysisUnderWay, AnalysisWatch } from '../../ports/analysis-watch.ts';
import type { ConfigStore } from '../../ports/config-store.ts';
import type { Asset, History } from '../../ports/history.ts';
import type { FrameRate, QueueEntry, QueueReport, WaitingEntry } from '../../ports/panel/queue-report.ts';
import type { QueueBoard, QueuedJob } from '../../ports/queue-board.ts';

/** Of each kind; a panel that lists thousands helps nobody. */
const SHOWN = 20;

export interface QueueReportParts {
  readonly queue: Pick<AnalysisQueue, 'depth' | 'waitingInBackground'> & QueueBoard;
  readonly watches: readonly AnalysisWatch[];
  readonly history: Pick<History, 'asset'>;
  readonly config: Pick<ConfigStore, 'read'>;
}

export function queueReport(parts: QueueReportParts): QueueReport {
  const { queue, watches } = parts;
  return {
    depth: queue.depth(),
    background: queue.waitingInBackground(),
    underWay: watches.flatMap((watch) => beingAnalysed(watch.underWay(), parts)),
    waiting: queue.waitingJobs(SHOWN).flatMap((job) => queued(job, parts)),
    setAside: queue.setAsideJobs(SHOWN).flatMap((job) => queued(job, parts)),
  };
}

function beingAnalysed(now: AnalysisUnderWay | null, parts: QueueReportParts): QueueEntry[] {
  const asset = now && parts.history.asset(now.assetId);
  if (!now || !asset?.cameraId) return [];
  const { kind, assetId, startedAtMs: sinceMs, background, everyNthFrame, clipsWaiting, oldestWaitMs } = now;
  const planned = plan(asset, clipsWaiting, oldestWaitMs, parts);
  const frames =
    everyNthFrame === null || planned === null
      ? null
      : { ...planned, everyNthFrame, ...(everyNthFrame < planned.everyNthFrame && { reason: 'short clip' as const }) };
  return [{ assetId, file: asset.file, cameraId: asset.cameraId, kind, sinceMs, background, frames }];
}

function queued(job: QueuedJob, parts: QueueReportParts): WaitingEntry[] {
  const asset = parts.history.asset(job.assetId);
  if (!asset) return [];
  const { id: jobId, enqueuedAtMs: sinceMs, ...shown } = job;
  const { clips, oldestWaitMs } = parts.queue.depth();
  return [{ ...shown, jobId, file: asset.file, sinceMs, frames: plan(asset, clips, oldestWaitMs, parts) }];
}

/** What this many waiting clips ask for, of a clip that is long enough; null for a picture. */
function plan(
  { mediaType, cameraId, profileId }: Asset,
  clipsWaiting: number,
  oldestWaitMs: number,
  { config }: QueueReportParts,
): FrameRate | null {
  const document = config.read();
  const camera = document.cameras.find(({ id }) => id === cameraId);
  if (mediaType !== 'mp4' || !camera) return null;
  const named = document.analytics_profiles.find(({ id }) => id === profileId);
  const bounds = frameBounds(named ?? cameraSettings(camera, document).profile);
  const { everyNthFrame, reason } = planFrames({ frameCount: null, fps: null }, clipsWaiting, oldestWaitMs, bounds);
  return { everyNthFrame, reason, clipsWaiting, oldestWaitMs };
}
