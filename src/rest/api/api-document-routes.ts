import { Router } from 'express';
import { PAGE_POLICY } from '../html-page.ts';
import { apiPage } from './api-page.ts';
import { API_STYLE } from './api-style.ts';
import { type ApiPort, openApiDocument } from './openapi-document.ts';

/** `/rest/openapi.json`, and a page of it for people. */
export function apiDocumentRoutes(version: string, ownPort: number, ports: readonly ApiPort[]): Router {
  const document = openApiDocument(version, ownPort, ports);
  const page = apiPage(document);
  const router = Router();
  router.get('/rest/openapi.json', (_request, response) => {
    response.set('Cache-Control', 'no-cache').json(document);
  });
  router.get('/rest/docs', (_request, response) => {
    response
      .set({ 'Content-Security-Policy': PAGE_POLICY, 'X-Content-Type-Options': 'nosniff' })
      .type('html')
      .send(page);
  });
  router.get('/rest/style.css', (_request, response) => {
    response.type('css').send(API_STYLE);
  });
  return router;
}
