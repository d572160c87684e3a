import { lstat, rmdir, unlink } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { ConciergeError, messageOf } from '../domain/concierge-error.ts';
import type { MediaPath } from '../domain/media-path.ts';
import { hasCode } from '../runtime/has-code.ts';
import type { MediaRoot } from '../runtime/media-root.ts';
import { isAbsent } from './is-absent.ts';

/** What is at a media path. `outside`: a symbolic link on the way leads out of ROOT_DIR, so it is none of ours. */
export type Measured =
  | { readonly kind: 'file'; readonly sizeBytes: number; readonly elsewhere: boolean }
  | { readonly kind: 'absent' | 'outside' }
  | { readonly kind: 'failed'; readonly reason: string };

export type Removed =
  | { readonly kind: 'removed' | 'absent' | 'outside' }
  | { readonly kind: 'failed'; readonly reason: string };

type Located = { readonly kind: 'at'; readonly path: string } | { readonly kind: 'absent' | 'outside' };

/** Looks at files under ROOT_DIR and removes them: never what a symbolic link leads to, and never outside. */
export class MediaDisposal {
  readonly #media: MediaRoot;

  constructor(media: MediaRoot) {
    this.#media = media;
  }

  /** Which file system ROOT_DIR is on: room on another one, mounted inside it, is not what is missing. */
  async device(): Promise<number> {
    return (await lstat(this.#media.pathOf('.'))).dev;
  }

  async measure(file: MediaPath, device: number): Promise<Measured> {
    try {
      const at = await this.#locate(file);
      if (at.kind !== 'at') return at;
      const found = await lstat(at.path);
      if (found.isDirectory()) return { kind: 'absent' };
      const elsewhere = found.dev !== device;
      // Some network shares do not say how many blocks a file has.
      const occupiedBytes = found.blocks > 0 ? found.blocks * 512 : found.size;
      // A file that has another name as well frees nothing here.
      return { kind: 'file', sizeBytes: elsewhere || found.nlink > 1 ? 0 : occupiedBytes, elsewhere };
    } catch (error) {
      return isAbsent(error) ? { kind: 'absent' } : { kind: 'failed', reason: messageOf(error) };
    }
  }

  async remove(file: MediaPath): Promise<Removed> {
    try {
      const at = await this.#locate(file);
      if (at.kind !== 'at') return at;
      await unlink(at.path);
      return { kind: 'removed' };
    } catch (error) {
      // A folder of this name is somebody else's.
      if (isAbsent(error) || hasCode(error, 'EISDIR')) return { kind: 'absent' };
      return { kind: 'failed', reason: messageOf(error) };
    }
  }

  /** Removes the folders that these files were in, and those above them, as far as they are empty. */
  async removeEmptyFolders(files: readonly MediaPath[]): Promise<void> {
    const folders = [...new Set(files.map((file) => posix.dirname(file)))];
    for (const folder of folders) {
      for (let empty = folder; empty !== '.' && (await this.#removeIfEmpty(empty)); ) empty = posix.dirname(empty);
    }
  }

  /** False as well for one that cannot be removed: it then stays, which harms nobody. */
  async #removeIfEmpty(folder: MediaPath): Promise<boolean> {
    try {
      const at = await this.#locate(folder);
      if (at.kind === 'at') await rmdir(at.path);
      return at.kind !== 'outside';
    } catch (error) {
      return isAbsent(error);
    }
  }

  /** The folders on the way are followed, the last part is not. */
  async #locate(file: MediaPath): Promise<Located> {
    const folder = posix.dirname(file);
    if (folder === '.') return { kind: 'at', path: this.#media.pathOf(file) };
    try {
      return { kind: 'at', path: join(await this.#media.existing(folder), posix.basename(file)) };
    } catch (error) {
      if (!(error instanceof ConciergeError)) throw error;
      if (error.code === 'PATH_OUTSIDE_ROOT') return { kind: 'outside' };
      if (isAbsent(error.cause)) return { kind: 'absent' };
      throw error.cause;
    }
  }
}
