import { Router } from 'express';
import type { ConfigStore } from '../ports/config-store.ts';
import type { History } from '../ports/history.ts';
import type { MediaRoot } from '../runtime/media-root.ts';
import { configRoutes } from './config-routes.ts';
import { filePatternRoutes } from './file-pattern-routes.ts';
import { historyRoutes } from './history-routes.ts';
import { htmlPage, PAGE_POLICY } from './html-page.ts';
import { mediaRoutes } from './media-routes.ts';
import { REST_TABLES } from './rest-tables.ts';

export interface BackEndParts {
  readonly config: ConfigStore;
  readonly history: History;
  readonly media: MediaRoot;
}

/** Port 8000: the tables, and then, for what is no table, the files under ROOT_DIR. */
export function backEndRoutes({ config, history, media }: BackEndParts): Router {
  const router = Router();
  router.get('/rest', (_request, response) => {
    response.set('Content-Security-Policy', PAGE_POLICY).type('html').send(index());
  });
  router.use(configRoutes(config), filePatternRoutes(config), historyRoutes(history));
  router.use(mediaRoutes(media));
  return router;
}

function index(): string {
  const tables = [...REST_TABLES.map((rules) => rules.table), 'recordings', 'events'];
  const links = tables.map((table) => `<li><a href="/rest/${table}/">${table}</a></li>`).join('\n');
  return htmlPage('Concierge: tables', '', `<h1>Concierge: tables</h1>\n<ul>\n${links}\n</ul>`);
}
