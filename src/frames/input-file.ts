import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { ConciergeError } from '../domain/concierge-error.ts';
import { type MediaType, mediaTypeOf } from '../domain/media.ts';
import { unreadable } from './media-faults.ts';

/**
 * What this file is by its name, after a look that it is there and has content.
 * @throws ConciergeError FILE_MISSING or MEDIA_UNREADABLE
 */
export async function inspectInput(path: string): Promise<MediaType> {
  const facts = await stat(path).catch((cause: unknown) => {
    throw new ConciergeError('FILE_MISSING', `Cannot open "${basename(path)}": there is no such file.`, { cause });
  });
  if (!facts.isFile()) throw unreadable(path, 'it is no file');
  if (facts.size === 0) throw unreadable(path, 'it is empty (0 bytes); the upload failed');
  const type = mediaTypeOf(path);
  if (!type)
    throw unreadable(
      path,
      'its extension is none of a picture or clip, expected .jpg, .png, .webp, .mp4, .mkv, .mov or .dav',
    );
  return type;
}
