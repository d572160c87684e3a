import { access, copyFile, rename } from 'node:fs/promises';
import { DateTime } from 'luxon';
import { fileBase, type MediaPath, unnumberedPath } from '../domain/media-path.ts';
import type { MediaRoot } from '../runtime/media-root.ts';

/** When a file came, in the zone of the camera that it is of. */
export interface Arrival {
  readonly atMs: number;
  readonly timezone: string;
}

/**
 * Gives an upload with a fixed name (a camera in overwrite mode) one of its own, since the camera's next upload would
 * replace it before it is analysed. Answers the name that it has from now on.
 */
export async function giveOwnName(media: MediaRoot, file: MediaPath, arrival: Arrival): Promise<MediaPath> {
  const own = ownName(file, arrival);
  if (await exists(media.pathOf(own))) return file;
  await rename(media.pathOf(file), media.pathOf(own));
  return own;
}

/** The same for a file that is somebody else's: it stays, and we go on with a copy, one a second at most. */
export async function copyToOwnName(media: MediaRoot, file: MediaPath, arrival: Arrival): Promise<MediaPath> {
  const own = ownName(file, arrival);
  if (!(await exists(media.pathOf(own)))) await copyFile(media.pathOf(file), media.pathOf(own));
  return own;
}

/** With the time before its extension, in the form in which a brand reads it. */
function ownName(file: MediaPath, { atMs, timezone }: Arrival): MediaPath {
  const zoned = DateTime.fromMillis(atMs, { zone: timezone || 'system' });
  const stamp = (zoned.isValid ? zoned : DateTime.fromMillis(atMs)).toFormat('yyyyMMddHHmmss');
  const given = unnumberedPath(file);
  const base = fileBase(given);
  return `${base}_${stamp}${given.slice(base.length)}`;
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
