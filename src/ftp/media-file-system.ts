import type { Stats } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { isReservedPath, type MediaPath } from '../domain/media-path.ts';
import type { MediaRoot } from '../runtime/media-root.ts';
import { type ClientPath, mediaPathOf, resolveClientPath, type UploadTarget, uploadTargetOf } from './client-path.ts';
import type { FtpFiles } from './ftp-srv-adapter.ts';
import { ensureFolder } from './place-file.ts';
import type { SessionUploads } from './session-uploads.ts';

/** A listing of more entries than this is cut: no camera reads it, and it must not cost the add-on its memory. */
const MAX_LISTED = 5000;
const MAX_DEPTH = 64;

export type NamedStats = Stats & { readonly name: string };

/** ROOT_DIR as one session sees it: folders to go into and make, names and sizes to look at, nothing to read or remove. */
export class MediaFileSystem implements FtpFiles {
  readonly #root: MediaRoot;
  readonly #uploads: SessionUploads;
  #folder: ClientPath = '/';
  #home: MediaPath | null = null;

  constructor(root: MediaRoot, uploads: SessionUploads) {
    this.#root = root;
    this.#uploads = uploads;
  }

  /** From now on this folder, which is made, is the root; null: ROOT_DIR. */
  async moveIn(home: MediaPath | null): Promise<void> {
    if (home !== null) await ensureFolder(this.#root, home);
    this.#home = home;
  }

  /** Where an upload of this name goes; null when that is no name of a file, or not for clients. */
  targetOf(argument: string): UploadTarget | null {
    const file = this.mediaPathOf(argument);
    return file === null || file === this.#home ? null : uploadTargetOf(file);
  }

  /** What an argument means in the working folder; null when it is no path, or ROOT_DIR itself. */
  mediaPathOf(argument: string): MediaPath | null {
    const path = resolveClientPath(this.#folder, argument);
    return path === null ? null : mediaPathOf(path, this.#home);
  }

  /** The path as the client is to see it. */
  shown(file: MediaPath): ClientPath {
    return this.#home === null ? `/${file}` : file.slice(this.#home.length);
  }

  currentDirectory(): string {
    return this.#folder;
  }

  async get(argument: string): Promise<NamedStats> {
    const path = this.#pathOf(argument);
    return Object.assign(await this.#statsOf(path), { name: argument });
  }

  async list(argument: string): Promise<NamedStats[]> {
    const folder = this.#pathOf(argument);
    const names = await readdir(await this.#existing(folder));
    const entries: NamedStats[] = [];
    for (const name of names.slice(0, MAX_LISTED)) {
      const path = folder === '/' ? `/${name}` : `${folder}/${name}`;
      const stats = isReservedPath(name) ? null : await this.#statsOf(path).catch(() => null);
      if (stats) entries.push(Object.assign(stats, { name }));
    }
    return entries;
  }

  async chdir(argument: string): Promise<string> {
    const path = this.#pathOf(argument);
    const stats = await this.#statsOf(path);
    if (!stats.isDirectory()) throw new Error('Not a folder');
    this.#folder = path;
    return path;
  }

  async mkdir(argument: string): Promise<string> {
    const path = this.#pathOf(argument);
    const folder = mediaPathOf(path, this.#home);
    if (folder === null) return path;
    if (isReservedPath(folder)) throw new Error('This name is reserved');
    if (folder.split('/').length > MAX_DEPTH) throw new Error('Too many folders in one another');
    await ensureFolder(this.#root, folder).catch((cause: unknown) => {
      throw new Error('Cannot make this folder', { cause });
    });
    return path;
  }

  async #statsOf(path: ClientPath): Promise<Stats> {
    const file = mediaPathOf(path, this.#home);
    const own = file === null ? null : this.#uploads.get(file);
    return stat(own ? own.path : await this.#existing(path));
  }

  /** The path of the machine. What it throws is shown to clients, so it names no path of the machine. */
  async #existing(path: ClientPath): Promise<string> {
    const file = mediaPathOf(path, this.#home);
    if (file === null) return this.#root.pathOf('.');
    if (isReservedPath(file)) throw new Error('No such file or folder');
    return this.#root.existing(file).catch(() => {
      throw new Error('No such file or folder');
    });
  }

  #pathOf(argument: string): ClientPath {
    const path = resolveClientPath(this.#folder, argument);
    if (path === null) throw new Error('Not a path');
    return path;
  }
}
