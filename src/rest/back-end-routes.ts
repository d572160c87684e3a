import { Router } from 'express';
import type { ConfigStore } from '../ports/config-store.ts';
import type { History } from '../ports/history.ts';
import type { RecordingEditor } from '../ports/recording-editor.ts';
import type { Clock } from '../runtime/clock.ts';
import type { MediaRoot } from '../runtime/media-root.ts';
import type { MediaSigner } from '../runtime/media-signer.ts';
import type { ApiRoutes } from './api/api-routes.ts';
import { configRoutes } from './config-routes.ts';
import { filePatternRoutes } from './file-pattern-routes.ts';
import { historyRoutes } from './history-routes.ts';
import { htmlPage, PAGE_POLICY } from './html-page.ts';
import { importRoutes } from './import/import-routes.ts';
import { recordingWrites } from './recording-writes.ts';
import { REST_TABLES } from './rest-tables.ts';
import { signedUrlRoutes } from './signed-url-routes.ts';

export interface BackEndParts {
  readonly config: ConfigStore;
  readonly history: History;
  readonly media: MediaRoot;
  readonly signer: MediaSigner;
  readonly recordings: RecordingEditor;
  readonly clock: Clock;
}

/** Port 8000, but for the files under ROOT_DIR (mediaRoutes), which come after whatever else the port serves. */
export function backEndRoutes({
  config,
  history,
  media,
  signer,
  recordings,
  clock,
}: BackEndParts): readonly ApiRoutes[] {
  return [
    configRoutes(config),
    filePatternRoutes(config),
    historyRoutes(history, config),
    recordingWrites(history, recordings, config),
    importRoutes({ config, recordings, media }),
    signedUrlRoutes(media, signer, clock),
  ];
}

/** `/rest/`: the tables, for people. */
export function tableIndex(): Router {
  const pages = Router();
  // With what is asked behind it, which may be a token.
  pages.get('/', (request, response) => response.redirect(`rest/${/\?.*$/.exec(request.originalUrl)?.[0] ?? ''}`));
  pages.get('/rest', (_request, response) => {
    response.set('Content-Security-Policy', PAGE_POLICY).type('html').send(index());
  });
  return pages;
}

function index(): string {
  const tables = [...REST_TABLES.map((rules) => rules.table), 'recordings', 'events'];
  const links = tables.map((table) => `<li><a href="/rest/${table}/">${table}</a></li>`).join('\n');
  return htmlPage(
    'Concierge: tables',
    '<link rel="stylesheet" href="/rest/style.css">',
    `<main>
<h1>Concierge: tables</h1>
<ul class="tables">
${links}
</ul>
<p>How they are read and written: <a href="/rest/docs">the REST services</a>, also as <a href="/rest/openapi.json">openapi.json</a>.</p>
</main>`,
  );
}
