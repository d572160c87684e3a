import { Router } from 'express';
import type { DiskUsage } from '../../domain/retention.ts';
import type { AnalysisQueue } from '../../ports/analysis-queue.ts';
import type { EngineWatch } from '../../ports/engine-report.ts';
import type { HomeAssistantWatch } from '../../ports/home-assistant-status.ts';
import type { NamedHealth } from '../../ports/panel/live-message.ts';
import type { AccessDetails, SystemReport } from '../../ports/panel/system-report.ts';
import { isWell } from './wellness.ts';

export interface SystemParts {
  readonly version: string;
  readonly model: string;
  readonly access: () => AccessDetails;
  readonly queue: Pick<AnalysisQueue, 'depth'>;
  readonly disk: () => Promise<DiskUsage>;
  readonly diskHighMark: number;
  readonly homeAssistant: HomeAssistantWatch;
  readonly engine: EngineWatch;
  readonly logLines: () => readonly string[];
}

/**
 * `system`: how everything is, and what to type into a camera; `engine`: what analyses, and how fast; `home-assistant`: how
 * the connection is; `log`: its last lines. Whoever asks came through Home
 * Assistant, which shows the panel to administrators alone, or sits at this machine.
 */
export function systemRoutes(parts: SystemParts, health: () => readonly NamedHealth[]): Router {
  const { version, model, access, queue, disk, diskHighMark, logLines } = parts;
  const router = Router();
  router.get('/system', async (_request, response) => {
    const services = health();
    const report: SystemReport = {
      version,
      well: isWell(services),
      services,
      queue: queue.depth(),
      model,
      disk: await disk().catch(() => null),
      diskHighMark,
      access: access(),
    };
    response.set('Cache-Control', 'no-store').json(report);
  });
  router.get('/engine', async (_request, response) => {
    response.set('Cache-Control', 'no-store').json(await parts.engine.report());
  });
  router.get('/home-assistant', (_request, response) => {
    response.set('Cache-Control', 'no-store').json(parts.homeAssistant.status());
  });
  router.get('/log', (_request, response) => {
    response.set('Cache-Control', 'no-store').json(logLines());
  });
  return router;
}
