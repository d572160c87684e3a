import { readFile } from 'node:fs/promises';
import type { Adapter } from 'lowdb';
import { writeFileDurably } from '../runtime/write-file-durably.ts';

/** lowdb's adapter for one JSON file: written durably, its previous version kept beside it as `<path>.bak`. */
export class ConfigFile implements Adapter<unknown> {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  get backup(): ConfigFile {
    return new ConfigFile(`${this.path}.bak`);
  }

  /** Null when there is no file. @throws SyntaxError when it is no JSON; a system error when it cannot be read */
  async read(): Promise<unknown> {
    const text = await this.#text();
    if (text === null) return null;
    const document: unknown = JSON.parse(text);
    // Lowdb takes `null` and other empty values for no file.
    if (typeof document !== 'object' || document === null) throw new SyntaxError('it holds no JSON object');
    return document;
  }

  async write(document: unknown): Promise<void> {
    const previous = await this.#text();
    if (previous !== null) await writeFileDurably(this.backup.path, previous);
    await writeFileDurably(this.path, `${JSON.stringify(document, null, 2)}\n`);
  }

  async #text(): Promise<string | null> {
    try {
      return await readFile(this.path, 'utf8');
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
      throw error;
    }
  }
}
