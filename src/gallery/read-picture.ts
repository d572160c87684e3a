import { readFile, stat } from 'node:fs/promises';
import { ConciergeError } from '../domain/concierge-error.ts';
import { parseMediaPath } from '../domain/media-path.ts';
import type { MediaRoot } from '../runtime/media-root.ts';

/** As large as one may be uploaded. */
const MOST_BYTES = 20 * 1024 * 1024;

/** A JPEG under ROOT_DIR; null when it is not there, is none, or is too large. */
export async function readJpeg(media: MediaRoot, filePath: string): Promise<Buffer | null> {
  const file = parseMediaPath(filePath);
  if (file === null) return null;
  try {
    const path = await media.existing(file);
    const { size } = await stat(path);
    if (size > MOST_BYTES) return null;
    const bytes = await readFile(path);
    return isJpeg(bytes) ? bytes : null;
  } catch (error) {
    if (error instanceof ConciergeError || isSystemError(error)) return null;
    throw error;
  }
}

export function isJpeg(bytes: Buffer): boolean {
  return bytes.length > 3 && bytes[0] === 0xff && bytes[1] === 0xd8;
}

/** A folder of that name, or one that may not be read. */
function isSystemError(error: unknown): boolean {
  return error instanceof Error && 'code' in error;
}
