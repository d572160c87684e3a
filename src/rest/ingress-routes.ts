import { type RequestHandler, Router } from 'express';
import type { NamedHealth } from '../ports/panel/live-message.ts';
import { isWell } from './panel/wellness.ts';

export interface IngressParts {
  readonly health: () => readonly NamedHealth[];
  /** The panel's own files. */
  readonly files: RequestHandler;
  /** What the panel asks and changes, under `api/`: in order, the first that knows a path answers. */
  readonly api: readonly RequestHandler[];
}

/** Port 8099: the panel with its API, and, for Supervisor and the image's HEALTHCHECK, whether Concierge is well. */
export function ingressRoutes({ health, files, api }: IngressParts): Router {
  const router = Router();
  router.get('/health', (_request, response) => {
    const services = health();
    const well = isWell(services);
    response
      .status(well ? 200 : 503)
      .set('Cache-Control', 'no-store')
      .json({ status: well ? 'ok' : 'unwell', services });
  });
  router.use('/api', ...api);
  router.use(files);
  return router;
}
