import { randomUUID } from 'node:crypto';
import { constants, type FileHandle, mkdir, open, readdir, rm, statfs, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { ConciergeError, messageOf } from '../domain/concierge-error.ts';
import { INCOMING_FOLDER } from '../domain/media-path.ts';
import { hasCode } from '../runtime/has-code.ts';
import type { MediaRoot } from '../runtime/media-root.ts';

/** An upload under way: a file of its own, that nobody takes for an asset. */
export interface PartFile {
  /** Of the machine. */
  readonly path: string;
  readonly handle: FileHandle;
}

/** `ROOT_DIR/.incoming`: on the same file system as the media, so that a finished upload only has to be linked. */
export class IncomingFolder {
  readonly #root: MediaRoot;

  constructor(root: MediaRoot) {
    this.#root = root;
  }

  get #path(): string {
    return this.#root.pathOf(INCOMING_FOLDER);
  }

  /**
   * Makes the folder and removes what an earlier run left in it.
   * @throws ConciergeError FOLDER_UNWRITABLE
   */
  async prepare(): Promise<void> {
    try {
      await mkdir(this.#path, { recursive: true });
      await this.#root.existing(INCOMING_FOLDER);
      for (const name of await readdir(this.#path)) await rm(join(this.#path, name), { recursive: true, force: true });
      const probe = await this.create();
      await this.discard(probe);
    } catch (cause) {
      const message = `Cannot write uploads to "${this.#path}": ${messageOf(cause)}. Make ROOT_DIR a folder that Concierge may write to.`;
      throw new ConciergeError('FOLDER_UNWRITABLE', message, { cause });
    }
  }

  async create(): Promise<PartFile> {
    const path = join(this.#path, `${randomUUID()}.part`);
    const flags = constants.O_RDWR | constants.O_CREAT | constants.O_EXCL;
    return { path, handle: await this.#inFolder(() => open(path, flags, 0o644)) };
  }

  /** Removes a part, whatever state it is in. */
  async discard(part: PartFile): Promise<void> {
    await part.handle.close().catch(() => {});
    await this.remove(part.path);
  }

  async remove(path: string): Promise<void> {
    await unlink(path).catch(() => {});
  }

  /** Bytes that are free for us on this file system. */
  async freeBytes(): Promise<number> {
    const { bavail, bsize } = await this.#inFolder(() => statfs(this.#path));
    return bavail * bsize;
  }

  /** Where the folder has gone, as with a share that is not mounted any more, it is made anew. */
  async #inFolder<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      if (!hasCode(error, 'ENOENT')) throw error;
      await mkdir(this.#path, { recursive: true });
      return work();
    }
  }
}
