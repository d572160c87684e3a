import { Router } from 'express';
import type { QueuedJob } from '../../ports/queue-board.ts';
import type { Reanalysis } from '../../ports/reanalysis.ts';
import { refuse } from '../message.ts';
import { type QueueReportParts, queueReport } from './queue-report.ts';

const ALL = Number.MAX_SAFE_INTEGER;

/**
 * `queue`: what is analysed, waits and was set aside. `queue/set-aside/<job or all>`: `POST .../again` has it analysed
 * behind all that is new, `DELETE` takes it off the list; either answers how many it was.
 */
export function queueRoutes(parts: QueueReportParts, reanalysis: Reanalysis): Router {
  const { queue } = parts;
  const router = Router();
  router.get('/queue', (_request, response) => {
    response.set('Cache-Control', 'no-store').json(queueReport(parts));
  });
  const meant = (which: string): readonly QueuedJob[] => {
    const jobs = queue.setAsideJobs(ALL);
    return which === 'all' ? jobs : jobs.filter(({ id }) => String(id) === which);
  };
  router.post('/queue/set-aside/:which/again', ({ params }, response) => {
    const jobs = meant(params.which);
    for (const { assetId } of jobs) reanalysis.request({ kind: 'asset', id: assetId });
    if (jobs.length > 0 || params.which === 'all') response.status(202).json({ count: jobs.length });
    else refuse(response, 404, { job: 'it is not set aside (any more)' });
  });
  router.delete('/queue/set-aside/:which', ({ params }, response) => {
    const count = meant(params.which).filter(({ id }) => queue.forget(id)).length;
    if (count > 0 || params.which === 'all') response.json({ count });
    else refuse(response, 404, { job: 'it is not set aside (any more)' });
  });
  return router;
}
