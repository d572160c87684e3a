import { stat } from 'node:fs/promises';
import { relative } from 'node:path';
import { type Response, Router } from 'express';
import { mediaTypeOf } from '../domain/media.ts';
import { type MediaPath, parseMediaPath } from '../domain/media-path.ts';
import type { MediaRoot } from '../runtime/media-root.ts';
import { refuse } from './message.ts';

/**
 * Port 8000: pictures and clips under ROOT_DIR, by byte ranges. Nothing else that a camera, or whoever has its password,
 * may have uploaded is served, and nothing is run as a page: a browser takes what it gets as the media it is, or not at all.
 */
export function mediaRoutes(media: MediaRoot): Router {
  const router = Router();
  router.get('/{*path}', async (request, response, next) => {
    const file = decodePath(request.path);
    if (file === null) {
      refuse(response, 400, { path: 'this is no path under ROOT_DIR' });
      return;
    }
    if (mediaTypeOf(file) === null || isHidden(file)) {
      next();
      return;
    }
    const path = await media.existing(file);
    const isServed = !isHidden(relative(media.pathOf(''), path)) && (await stat(path)).isFile();
    if (isServed) sendMedia(response, path, next);
    else next();
  });
  return router;
}

function sendMedia(response: Response, path: string, next: (error?: unknown) => void): void {
  response.set({
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'Cache-Control': 'private, no-cache',
  });
  // Hidden parts of the path have been looked at; those above ROOT_DIR are the user's own choice.
  response.sendFile(path, { dotfiles: 'allow', cacheControl: false }, (error) => {
    if (error && !response.headersSent) next(error);
  });
}

/** As the raw path has it: a `%2F` or `..` is judged after decoding, and never resolved. */
function decodePath(path: string): MediaPath | null {
  try {
    return parseMediaPath(decodeURIComponent(path));
  } catch {
    return null;
  }
}

function isHidden(path: string): boolean {
  return path.split(/[\\/]/).some((part) => part.startsWith('.'));
}
