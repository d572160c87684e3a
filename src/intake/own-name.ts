import { access, rename } from 'node:fs/promises';
import { DateTime } from 'luxon';
import { fileBase, type MediaPath } from '../domain/media-path.ts';
import type { MediaRoot } from '../runtime/media-root.ts';

/**
 * Gives an upload with a fixed name (a camera in overwrite mode) one of its own, with the time in the camera's zone, since
 * the camera's next upload would replace it before it is analysed. Answers the name that it has from now on.
 */
export async function giveOwnName(
  media: MediaRoot,
  file: MediaPath,
  atMs: number,
  timezone: string,
): Promise<MediaPath> {
  const zoned = DateTime.fromMillis(atMs, { zone: timezone || 'system' });
  const stamp = (zoned.isValid ? zoned : DateTime.fromMillis(atMs)).toFormat('yyyyMMddHHmmss');
  const base = fileBase(file);
  const own = `${base}_${stamp}${file.slice(base.length)}`;
  if (await exists(media.pathOf(own))) return file;
  await rename(media.pathOf(file), media.pathOf(own));
  return own;
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
