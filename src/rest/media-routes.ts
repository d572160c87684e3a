import type { Stats } from 'node:fs';
import { stat } from 'node:fs/promises';
import { relative } from 'node:path';
import type { Response } from 'express';
import { Type } from 'typebox';
import { mediaTypeOf } from '../domain/media.ts';
import type { MediaRoot } from '../runtime/media-root.ts';
import { ApiRoutes } from './api/api-routes.ts';
import { refusedWith } from './api/route-spec.ts';
import { requestedFile } from './requested-file.ts';

/**
 * Port 8000: pictures and clips under ROOT_DIR, by byte ranges. Nothing else that a camera, or whoever has its password,
 * may have uploaded is served, and nothing is run as a page: a browser takes what it gets as the media it is, or not at all.
 */
export function mediaRoutes(media: MediaRoot): ApiRoutes {
  return new ApiRoutes('Media', 'Pictures and clips under ROOT_DIR.').add({
    method: 'get',
    path: '/{*path}',
    summary: 'Read a picture or clip',
    description: 'By byte ranges, so that a browser can seek. `path` may have slashes in it.',
    params: Type.Object({}),
    answer: { contentType: 'image/jpeg' },
    handle: async ({ request, response }) => {
      const file = requestedFile(request.path);
      if (file === null) return refusedWith(400, { path: 'this is no path under ROOT_DIR' });
      if (mediaTypeOf(file) === null || isHidden(file)) return { kind: 'passed on' };
      const path = await media.existing(file);
      const found = await stat(path);
      if (isHidden(relative(media.pathOf(''), path)) || !found.isFile()) return { kind: 'passed on' };
      await sendMedia(response, path, tagOf(found));
      return { kind: 'written' };
    },
  });
}

async function sendMedia(response: Response, path: string, tag: string): Promise<void> {
  response.set({
    ETag: tag,
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'Cache-Control': 'private, no-cache',
  });
  // Hidden parts of the path have been looked at; those above ROOT_DIR are the user's own choice.
  const { promise: sent, resolve, reject } = Promise.withResolvers<void>();
  response.sendFile(path, { dotfiles: 'allow', cacheControl: false }, (error) => {
    // A caller who has enough of a clip goes away in the middle of it.
    if (error && !response.headersSent) reject(error);
    else resolve();
  });
  await sent;
}

/** A strong one, so that players may put ranges together: a file of ours is replaced as a whole, and never written in. */
function tagOf({ size, mtimeMs }: Stats): string {
  return `"${size.toString(16)}-${Math.round(mtimeMs * 1000).toString(16)}"`;
}

function isHidden(path: string): boolean {
  return path.split(/[\\/]/).some((part) => part.startsWith('.'));
}
