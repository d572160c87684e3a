import { link, mkdir, open, rename, stat, unlink } from 'node:fs/promises';
import { posix } from 'node:path';
import { ConciergeError } from '../domain/concierge-error.ts';
import type { MediaPath } from '../domain/media-path.ts';
import type { MediaRoot } from '../runtime/media-root.ts';
import { hasCode } from './error-code.ts';

const MAX_NAMES = 1000;

/**
 * Moves a finished file to its wanted place under ROOT_DIR, at once and complete. What is there already stays: the file
 * then gets the first free name `<stem>~2.<ext>`, `~3` and so on, however many do this at the same time.
 * @param from path of the machine, on the same file system
 * @returns the name it got
 * @throws ConciergeError PATH_OUTSIDE_ROOT when a symbolic link on the way leads out; the file system's own errors.
 */
export async function placeFile(root: MediaRoot, from: string, wanted: MediaPath): Promise<MediaPath> {
  await ensureFolder(root, posix.dirname(wanted));
  for (let number = 1; number <= MAX_NAMES; number++) {
    const file = number === 1 ? wanted : numberedName(wanted, number);
    if (await moveExclusively(from, root.pathOf(file))) return file;
  }
  throw new ConciergeError('FOLDER_UNWRITABLE', `Cannot store "${wanted}": ${MAX_NAMES} files of this name exist.`);
}

/**
 * Makes a folder and its parents, following symbolic links only where they stay inside ROOT_DIR.
 * @param folder `.` for ROOT_DIR itself
 */
export async function ensureFolder(root: MediaRoot, folder: MediaPath): Promise<void> {
  if (folder === '.') return;
  let path = '';
  for (const part of folder.split('/')) {
    path = path === '' ? part : `${path}/${part}`;
    try {
      await mkdir(root.pathOf(path));
    } catch (error) {
      if (!hasCode(error, 'EEXIST')) throw error;
      const existing = await stat(await root.existing(path));
      if (!existing.isDirectory()) {
        throw new ConciergeError('FOLDER_UNWRITABLE', `Cannot make the folder "${path}": a file has this name.`);
      }
    }
  }
}

/** False: something is there already. */
async function moveExclusively(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    if (!hasCode(error, 'EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK')) throw error;
    return replaceOwnPlaceholder(from, to);
  }
  await unlink(from);
  return true;
}

/** For file systems without hard links (exFAT, many network shares): an empty file of ours holds the name meanwhile. */
async function replaceOwnPlaceholder(from: string, to: string): Promise<boolean> {
  try {
    await (await open(to, 'wx')).close();
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  }
  await rename(from, to);
  return true;
}

function numberedName(file: MediaPath, number: number): MediaPath {
  const { dir, name, ext } = posix.parse(file);
  return posix.join(dir, `${name}~${number}${ext}`);
}
