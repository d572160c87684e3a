import { Router } from 'express';
import type { Service, ServiceHealth } from '../runtime/service.ts';
import { escapeHtml, htmlPage, PAGE_POLICY } from './html-page.ts';
import { STATUS_STYLE } from './status-style.ts';

/** `degraded` works, with something for the user to see to. */
const WELL: ReadonlySet<ServiceHealth['state']> = new Set(['running', 'degraded']);

/** Port 8099: whether Concierge is well, for Supervisor and the image's HEALTHCHECK, and a page that says so to people. */
export function ingressRoutes(services: () => readonly Service[]): Router {
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
      .send(statusPage(isWell(), states()));
  });
  return router;
}

/** Its links are relative: ingress puts it under a path of its own. */
function statusPage(well: boolean, states: readonly ({ readonly name: string } & ServiceHealth)[]): string {
  const head = '<meta http-equiv="refresh" content="10">\n<link rel="stylesheet" href="style.css">';
  const rows = states.map(
    ({ name, state, detail }) =>
      `<tr class="${state}"><th scope="row">${escapeHtml(name)}</th><td>${state}</td><td>${escapeHtml(detail)}</td></tr>`,
  );
  const verdict = well ? 'Concierge is running.' : 'Concierge needs attention.';
  return htmlPage(
    'Concierge',
    head,
    `<main>
<h1>Concierge</h1>
<p class="verdict ${well ? 'well' : 'unwell'}" role="status">${verdict}</p>
<table>
<thead><tr><th scope="col">Service</th><th scope="col">State</th><th scope="col">Detail</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table>
</main>`,
  );
}
