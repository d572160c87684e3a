import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { ConciergeError, messageOf } from '../domain/concierge-error.ts';
import type { MediaPath } from '../domain/media-path.ts';
import type { MediaRoot } from '../runtime/media-root.ts';

/** Writes pictures under ROOT_DIR, so that a reader never sees half of one. */
export class PictureFolder {
  readonly #root: MediaRoot;

  constructor(root: MediaRoot) {
    this.#root = root;
  }

  /** @throws ConciergeError PATH_OUTSIDE_ROOT when a symbolic link leads out, FOLDER_UNWRITABLE with the reason */
  async write(file: MediaPath, jpeg: Uint8Array): Promise<void> {
    const folder = await this.#folderOf(file);
    const target = join(folder, basename(file));
    // Hidden, hence no upload to the scan; the same name for each try, so that a crash leaves one at most.
    const temporary = join(folder, `.${basename(file)}.part`);
    try {
      await writeFile(temporary, jpeg);
      await rename(temporary, target);
    } catch (cause) {
      await rm(temporary, { force: true });
      throw unwritable(file, cause);
    }
  }

  /** The existing folder, made when missing; checked before and after, since a link may lie on the way. */
  async #folderOf(file: MediaPath): Promise<string> {
    const folder = dirname(file);
    if (folder === '.') return this.#root.pathOf('.');
    let known = folder;
    while (known !== '.' && !(await this.#exists(known))) known = dirname(known);
    try {
      await mkdir(this.#root.pathOf(folder), { recursive: true });
    } catch (cause) {
      throw unwritable(file, cause);
    }
    return this.#root.existing(folder);
  }

  async #exists(folder: MediaPath): Promise<boolean> {
    try {
      await this.#root.existing(folder);
      return true;
    } catch (error) {
      if (error instanceof ConciergeError && error.code === 'FILE_MISSING') return false;
      throw error;
    }
  }
}

function unwritable(file: MediaPath, cause: unknown): ConciergeError {
  return new ConciergeError(
    'FOLDER_UNWRITABLE',
    `Cannot write "${file}": ${messageOf(cause)}. The folder under ROOT_DIR must be writable and have space.`,
    { cause },
  );
}
