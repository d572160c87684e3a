import { Router } from 'express';
import { groupRemovals } from '../../domain/removal-groups.ts';
import type { Housekeeping } from '../../ports/housekeeping.ts';
import type { CameraUsage } from '../../ports/panel/camera-usage.ts';
import { callerSignal } from '../caller-signal.ts';

/** A large disk on a share. */
const LOOK_THROUGH_MS = 5 * 60_000;

/** `usage`: how much of the disk is whose; `cleanup`: what the cleanup would delete now, by camera and reason. */
export function storageRoutes(
  housekeeping: Pick<Housekeeping, 'dryRun'>,
  usage: { byCamera(): readonly CameraUsage[] },
): Router {
  const router = Router();
  router.get('/usage', (_request, response) => {
    response.set('Cache-Control', 'no-store').json(usage.byCamera());
  });
  router.get('/cleanup', async (_request, response) => {
    const removals = await housekeeping.dryRun(callerSignal(response, LOOK_THROUGH_MS));
    response.set('Cache-Control', 'no-store').json(groupRemovals(removals));
  });
  return router;
}
