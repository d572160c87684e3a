import { mkdir, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';

interface Kept {
  readonly path: string;
  readonly sizeBytes: number;
  readonly usedAtMs: number;
}

const FINISHED = /^[0-9a-f]{40}\.mp4$/;

/** Files that can be made again, in a folder that is kept below a size: what was longest not used goes first. */
export class PlaybackCache {
  readonly #folder: string;
  readonly #mostBytes: number;

  constructor(folder: string, mostBytes: number) {
    this.#folder = folder;
    this.#mostBytes = mostBytes;
  }

  /** Removes what an earlier run left unfinished. */
  async open(): Promise<void> {
    await mkdir(this.#folder, { recursive: true });
    const unfinished = (await readdir(this.#folder)).filter((name) => !FINISHED.test(name));
    await Promise.all(unfinished.map((name) => rm(join(this.#folder, name), { recursive: true, force: true })));
    await this.#shrink(null);
  }

  /** @param name as `make` was given it */
  async find(name: string): Promise<string | null> {
    if (!FINISHED.test(name)) return null;
    const path = join(this.#folder, name);
    const found = await stat(path).catch(() => null);
    if (!found?.isFile()) return null;
    await utimes(path, new Date(), found.mtime).catch(() => {});
    return path;
  }

  /** The file of this name, which `write` writes at the path that it is given; nothing is left of one that fails. */
  async make(name: string, write: (path: string) => Promise<void>): Promise<string> {
    const path = join(this.#folder, name);
    const unfinished = `${path}.part.mp4`;
    await mkdir(this.#folder, { recursive: true });
    try {
      await write(unfinished);
      await rename(unfinished, path);
    } catch (error) {
      await rm(unfinished, { force: true });
      throw error;
    }
    await this.#shrink(path);
    return path;
  }

  async #shrink(newest: string | null): Promise<void> {
    const kept = (await this.#list()).sort((a, b) => b.usedAtMs - a.usedAtMs);
    let sizeBytes = 0;
    for (const file of kept) {
      sizeBytes += file.sizeBytes;
      if (sizeBytes > this.#mostBytes && file.path !== newest) await rm(file.path, { force: true });
    }
  }

  async #list(): Promise<Kept[]> {
    const names = (await readdir(this.#folder)).filter((name) => FINISHED.test(name));
    const found = await Promise.all(
      names.map(async (name) => {
        const path = join(this.#folder, name);
        const facts = await stat(path).catch(() => null);
        return facts ? [{ path, sizeBytes: facts.size, usedAtMs: facts.atimeMs }] : [];
      }),
    );
    return found.flat();
  }
}
