import { existsSync } from 'node:fs';
import { join } from 'node:path';
import express, { Router } from 'express';
import { htmlPage } from '../html-page.ts';

/**
 * Its own scripts and styles alone, and no text is ever made into markup but by lit's templates. Home Assistant shows it
 * in a frame of its own origin.
 */
const PANEL_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "media-src 'self' blob:",
  "connect-src 'self'",
  "font-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
  "require-trusted-types-for 'script'",
  'trusted-types lit-html',
].join('; ');

/** The panel's files, as the build made them. Their names change with their content, but for the page itself. */
export function panelFiles(folder: string): Router {
  const router = Router();
  const page = join(folder, 'index.html');
  router.get('/', (_request, response) => {
    response.set({
      'Content-Security-Policy': PANEL_POLICY,
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
      'Cache-Control': 'no-store',
    });
    if (existsSync(page)) response.sendFile(page, { cacheControl: false });
    else response.status(503).type('html').send(notBuilt());
  });
  const files = { immutable: true, maxAge: '1y', index: false, redirect: false } as const;
  router.use('/assets', express.static(join(folder, 'assets'), files));
  return router;
}

function notBuilt(): string {
  return htmlPage(
    'Concierge',
    '',
    '<main><h1>Concierge</h1><p>Concierge is running, but its panel was not built: run script/setup once.</p></main>',
  );
}
