import { Router } from 'express';
import type { AnalysisQueue } from '../../ports/analysis-queue.ts';
import type { ConfigStore } from '../../ports/config-store.ts';
import type { Asset, History } from '../../ports/history.ts';
import type { CameraGlance } from '../../ports/panel/camera-glance.ts';
import { eventCard } from './event-card.ts';

/** A clip is sent when it is over, by a camera that may be slow; beyond this, its clock is wrong. */
const CLOCK_TOLERANCE_MS = 10 * 60_000;
const LOOK_AT = 10;

/** `cameras`: how each camera is. */
export function cameraGlanceRoutes(
  config: Pick<ConfigStore, 'read'>,
  history: Pick<History, 'events'>,
  queue: Pick<AnalysisQueue, 'waitingFor'>,
): Router {
  const glance = (cameraId: number): CameraGlance => {
    const events = history.events({ cameraId, limit: LOOK_AT });
    const assets = events.flatMap((event) => event.assets);
    const last = assets.toSorted((a, b) => b.receivedAtMs - a.receivedAtMs)[0];
    return {
      cameraId,
      lastReceivedAtMs: last?.receivedAtMs ?? null,
      picture: events.map((event) => eventCard(event).picture).find((picture) => picture !== null) ?? null,
      frame: assets.find(({ mediaType }) => mediaType === 'jpg')?.file ?? null,
      clockAheadMs: last ? clockAheadMs(last) : null,
      clipsWaiting: queue.waitingFor(cameraId),
    };
  };
  return Router().get('/cameras', (_request, response) => {
    response.set('Cache-Control', 'no-store').json(config.read().cameras.map(({ id }) => glance(id)));
  });
}

function clockAheadMs({ takenAtMs, receivedAtMs }: Asset): number | null {
  const aheadMs = takenAtMs - receivedAtMs;
  return Math.abs(aheadMs) > CLOCK_TOLERANCE_MS ? aheadMs : null;
}
