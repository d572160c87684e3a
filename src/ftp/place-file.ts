import { randomInt, randomUUID } from 'node:crypto';
import { constants, copyFile, link, mkdir, open, rename, rm, stat, unlink } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';
import { ConciergeError } from '../domain/concierge-error.ts';
import { type MediaPath, numberedPath } from '../domain/media-path.ts';
import { hasCode } from '../runtime/has-code.ts';
import type { MediaRoot } from '../runtime/media-root.ts';

/** Up to here names are counted; then numbers are drawn, so that a camera's thousandth `snap.jpg` costs no thousand tries. */
const LAST_COUNTED = 20;
const MAX_TRIES = 40;

/**
 * Moves a finished file to its wanted place under ROOT_DIR, at once and complete. What is there already stays: the file
 * then gets a free name `<stem>~2.<ext>`, `~3` and so on, however many do this at the same time.
 * @param from path of the machine, best on the same file system
 * @returns the name it got
 * @throws ConciergeError PATH_OUTSIDE_ROOT when a symbolic link on the way leads out; the file system's own errors.
 */
export async function placeFile(root: MediaRoot, from: string, wanted: MediaPath): Promise<MediaPath> {
  await ensureFolder(root, posix.dirname(wanted));
  for (let tries = 1; tries <= MAX_TRIES; tries++) {
    const file = tries === 1 ? wanted : numberedPath(wanted, tries <= LAST_COUNTED ? tries : randomInt(100_000, 1e9));
    if (await moveExclusively(from, root.pathOf(file))) return file;
  }
  throw new ConciergeError('FOLDER_UNWRITABLE', `Cannot store "${wanted}": no free name was found beside it.`);
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
    if (hasCode(error, 'EXDEV')) return moveAcross(from, to);
    if (!hasCode(error, 'EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK')) throw error;
    return replaceOwnPlaceholder(from, to);
  }
  await unlink(from);
  return true;
}

/**
 * For a folder under ROOT_DIR that is a mount of its own, as Home Assistant's network storage is: a copy beside the
 * target, under a name that is reserved for us, takes its place.
 */
async function moveAcross(from: string, to: string): Promise<boolean> {
  const beside = join(dirname(to), `.${randomUUID()}.part`);
  try {
    await copyFile(from, beside, constants.COPYFILE_EXCL);
    const moved = await moveExclusively(beside, to);
    if (moved) await unlink(from);
    return moved;
  } finally {
    await rm(beside, { force: true });
  }
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
