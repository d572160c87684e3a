import { realpath } from 'node:fs/promises';
import { resolve, sep } from 'node:path';
import { ConciergeError } from '../domain/concierge-error.ts';
import type { MediaPath } from '../domain/media-path.ts';

/** ROOT_DIR: the only place that turns a media path into a path of the machine, and that sees to symbolic links. */
export class MediaRoot {
  readonly #folder: string;

  /** @param folder ROOT_DIR, existing, with its own symbolic links resolved */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** The absolute path of a file that may not exist yet. */
  pathOf(file: MediaPath): string {
    return resolve(this.#folder, file);
  }

  /**
   * The absolute path of an existing file, its symbolic links followed.
   * @throws ConciergeError FILE_MISSING, or PATH_OUTSIDE_ROOT when a link leads out of ROOT_DIR.
   */
  async existing(file: MediaPath): Promise<string> {
    let path: string;
    try {
      path = await realpath(this.pathOf(file));
    } catch (cause) {
      throw new ConciergeError('FILE_MISSING', `Cannot open "${file}": there is no such file under ROOT_DIR.`, {
        cause,
      });
    }
    if (!path.startsWith(this.#folder + sep)) {
      throw new ConciergeError('PATH_OUTSIDE_ROOT', `Cannot open "${file}": it leads outside ROOT_DIR.`);
    }
    return path;
  }
}
