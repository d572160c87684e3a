import { stat } from 'node:fs/promises';
import { ConciergeError } from '../domain/concierge-error.ts';
import type { MediaPath } from '../domain/media-path.ts';
import type { MediaRoot } from '../runtime/media-root.ts';

/**
 * The absolute path of a file under ROOT_DIR. Anything but a file (a FIFO, a folder) would keep the decoder waiting for ever.
 * @throws ConciergeError FILE_MISSING, PATH_OUTSIDE_ROOT, MEDIA_UNREADABLE
 */
export async function regularFile(root: MediaRoot, file: MediaPath): Promise<string> {
  const path = await root.existing(file);
  if ((await stat(path)).isFile()) return path;
  throw new ConciergeError('MEDIA_UNREADABLE', `Cannot read "${file}": it is no regular file.`);
}
