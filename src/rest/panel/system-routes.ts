import { Router } from 'express';
import type { EngineWatch } from '../../ports/engine-report.ts';
import type { HomeAssistantWatch } from '../../ports/home-assistant-status.ts';
import type { NamedHealth } from '../../ports/panel/live-message.ts';
import type { AccessDetails, SystemReport } from '../../ports/panel/system-report.ts';
import { refuse } from '../message.ts';

export interface SystemParts {
  readonly version: string;
  readonly access: () => AccessDetails;
  readonly homeAssistant: HomeAssistantWatch;
  readonly engine: EngineWatch;
  /** False: the options give the token. */
  readonly renewToken: () => Promise<boolean>;
  readonly logLines: () => readonly string[];
}

/**
 * `system`: how everything is, and what to type into a camera; `engine`: what analyses, and how fast; `home-assistant`: how
 * the connection is; `log`: its last lines; `POST token`: makes a new one for REST. Whoever asks came through Home
 * Assistant, which shows the panel to administrators alone, or sits at this machine.
 */
export function systemRoutes(parts: SystemParts, health: () => readonly NamedHealth[]): Router {
  const { version, access, logLines } = parts;
  const router = Router();
  router.get('/system', (_request, response) => {
    const report: SystemReport = { version, services: health(), access: access() };
    response.set('Cache-Control', 'no-store').json(report);
  });
  router.get('/engine', async (_request, response) => {
    response.set('Cache-Control', 'no-store').json(await parts.engine.report());
  });
  router.get('/home-assistant', (_request, response) => {
    response.set('Cache-Control', 'no-store').json(parts.homeAssistant.status());
  });
  router.post('/token', async (_request, response) => {
    if (await parts.renewToken()) response.status(204).end();
    else refuse(response, 409, { api_token: "is set in the add-on's options: change it there" });
  });
  router.get('/log', (_request, response) => {
    response.set('Cache-Control', 'no-store').json(logLines());
  });
  return router;
}
