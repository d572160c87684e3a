import { readFile, stat } from 'node:fs/promises';
import sharp from 'sharp';
import { messageOf } from '../domain/concierge-error.ts';
import { parseMediaPath } from '../domain/media-path.ts';
import type { Logger } from '../runtime/logger.ts';
import type { MediaRoot } from '../runtime/media-root.ts';

const MAX_BYTES = 20 * 1024 * 1024;
/** The detector waits for its answer. */
const FETCH_DEADLINE_MS = 3_000;

/**
 * The JPEG that a report points at: of an address or path that names a file under ROOT_DIR, that file; else what the
 * address answers, redirects not followed. Null when there is none.
 */
export async function reportedPicture(
  pictureUrl: string | null,
  media: MediaRoot,
  logger: Logger,
): Promise<Buffer | null> {
  if (pictureUrl === null) return null;
  try {
    const bytes = (await localFile(pictureUrl, media)) ?? (await fetched(pictureUrl));
    const { format } = await sharp(bytes).metadata();
    return format === 'jpeg' ? bytes : await sharp(bytes).jpeg().toBuffer();
  } catch (error) {
    logger.warn({ url: pictureUrl, error: messageOf(error) }, 'Cannot get the picture of a reported shape.');
    return null;
  }
}

async function localFile(pictureUrl: string, media: MediaRoot): Promise<Buffer | null> {
  const file = parseMediaPath(pathIn(pictureUrl));
  if (file === null || file.split('/').some((part) => part.startsWith('.'))) return null;
  const path = await media.existing(file).catch(() => null);
  if (path === null) return null;
  const found = await stat(path);
  return found.isFile() && found.size <= MAX_BYTES ? readFile(path) : null;
}

function pathIn(pictureUrl: string): string {
  if (!URL.canParse(pictureUrl)) return pictureUrl;
  try {
    return decodeURIComponent(new URL(pictureUrl).pathname);
  } catch {
    return '';
  }
}

async function fetched(pictureUrl: string): Promise<Buffer> {
  if (!/^https?:\/\//i.test(pictureUrl)) throw new Error('it is no file under ROOT_DIR, and no http address');
  const response = await fetch(pictureUrl, { redirect: 'error', signal: AbortSignal.timeout(FETCH_DEADLINE_MS) });
  if (!response.ok || !response.body) throw new Error(`it answers ${response.status}`);
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const chunk of response.body) {
    sizeBytes += chunk.length;
    if (sizeBytes > MAX_BYTES) throw new Error(`it is larger than ${MAX_BYTES / 1024 / 1024} MiB`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
