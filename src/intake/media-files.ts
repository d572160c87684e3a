import type { Dirent } from 'node:fs';
import { opendir, stat } from 'node:fs/promises';
import { mediaTypeOf } from '../domain/media.ts';
import { isReservedPath, isSnapshotName, type MediaPath } from '../domain/media-path.ts';
import type { MediaRoot } from '../runtime/media-root.ts';

export interface MediaFile {
  readonly file: MediaPath;
  readonly sizeBytes: number;
  readonly modifiedAtMs: number;
}

/**
 * Every picture and clip under ROOT_DIR that is not Concierge's own, in no order, a few in memory at a time. Symbolic
 * links are not followed. A folder or file that goes meanwhile, or cannot be read, is left out; `onUnreadable` hears of it.
 */
export async function* mediaFiles(
  media: MediaRoot,
  signal: AbortSignal,
  onUnreadable: (folder: string, error: unknown) => void,
): AsyncGenerator<MediaFile> {
  const folders: string[] = [''];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for await (const entry of entriesOf(media, folder, signal, onUnreadable)) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (isReservedPath(path)) continue;
      if (entry.isDirectory()) folders.push(path);
      else if (entry.isFile() && mediaTypeOf(path) !== null && !isSnapshotName(path)) {
        const found = await mediaFileAt(media, path);
        if (found) yield found;
      }
    }
  }
}

/** The file as it is now, or null when it is gone. */
export async function mediaFileAt(media: MediaRoot, file: MediaPath): Promise<MediaFile | null> {
  const found = await stat(media.pathOf(file)).catch(() => null);
  return found?.isFile() ? { file, sizeBytes: found.size, modifiedAtMs: Math.round(found.mtimeMs) } : null;
}

async function* entriesOf(
  media: MediaRoot,
  folder: string,
  signal: AbortSignal,
  onUnreadable: (folder: string, error: unknown) => void,
): AsyncGenerator<Dirent> {
  try {
    for await (const entry of await opendir(media.pathOf(folder), { bufferSize: 128 })) {
      if (signal.aborted) return;
      yield entry;
    }
  } catch (error) {
    onUnreadable(folder, error);
  }
}
