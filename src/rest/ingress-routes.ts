import { Router } from 'express';
import type { Service, ServiceHealth } from '../runtime/service.ts';
import { PAGE_POLICY } from './html-page.ts';
import { type AccessDetails, statusPage } from './status-page.ts';
import { STATUS_STYLE } from './status-style.ts';

/** `degraded` works, with something for the user to see to. */
const WELL: ReadonlySet<ServiceHealth['state']> = new Set(['running', 'degraded']);

/** Port 8099: whether Concierge is well, for Supervisor and the image's HEALTHCHECK, and a page that says so to people. */
export function ingressRoutes(services: () => readonly Service[], access: AccessDetails): Router {
  const states = () => services().map((service) => ({ name: service.name, ...service.health() }));
  const isWell = () => states().every(({ state }) => WELL.has(state));
  const router = Router();
  router.get('/health', (_request, response) => {
    const well = isWell();
    response
      .status(well ? 200 : 503)
      .set('Cache-Control', 'no-store')
      .json({ status: well ? 'ok' : 'unwell', services: states() });
  });
  router.get('/style.css', (_request, response) => {
    response.type('css').send(STATUS_STYLE);
  });
  router.get('/', (_request, response) => {
    response
      .set({ 'Content-Security-Policy': PAGE_POLICY, 'X-Content-Type-Options': 'nosniff', 'Cache-Control': 'no-store' })
      .type('html')
      .send(statusPage(isWell(), states(), access));
  });
  return router;
}
