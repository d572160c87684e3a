import type { Response } from 'express';
import type { MediaPath } from '../domain/media-path.ts';
import type { MediaRoot } from '../runtime/media-root.ts';

/**
 * Sends the `wanted`-th of these pictures, counted from 0 among those that are still there, or the last of them; false
 * when none is.
 */
export async function sendPicture(
  response: Response,
  media: MediaRoot,
  newestFirst: readonly MediaPath[],
  wanted: number,
): Promise<boolean> {
  const paths = await Promise.all(newestFirst.map((file) => media.existing(file).catch(() => null)));
  const there = paths.filter((path) => path !== null);
  const path = there[wanted] ?? there.at(-1);
  if (path === undefined) return false;
  response.set({ 'Cache-Control': 'no-store', 'Content-Type': 'image/jpeg', 'X-Content-Type-Options': 'nosniff' });
  await new Promise<void>((resolve, reject) => {
    // Hidden parts of the path are those above ROOT_DIR: the user's own choice.
    response.sendFile(path, { dotfiles: 'allow', cacheControl: false, etag: false }, (error) => {
      if (error && !response.headersSent) reject(error);
      else resolve();
    });
  });
  return true;
}
