import type { Adapter } from 'lowdb';
import { readIfThere } from '../runtime/read-if-there.ts';
import { writeFileDurably } from '../runtime/write-file-durably.ts';
import type { SealedDocument } from './sealed-document.ts';

/**
 * lowdb's adapter for one JSON file: written durably, its previous version kept beside it as `<path>.bak`. Its secrets are
 * sealed on disk, and open for whoever reads it through here.
 */
export class ConfigFile implements Adapter<unknown> {
  readonly path: string;
  readonly #sealing: SealedDocument;

  constructor(path: string, sealing: SealedDocument) {
    this.path = path;
    this.#sealing = sealing;
  }

  get backup(): ConfigFile {
    return new ConfigFile(`${this.path}.bak`, this.#sealing);
  }

  /** Null when there is no file. @throws SyntaxError when it is no JSON; a system error when it cannot be read */
  async read(): Promise<unknown> {
    return this.#sealing.open(await this.readSealed());
  }

  /** As it lies on disk. */
  async readSealed(): Promise<unknown> {
    const text = await readIfThere(this.path);
    if (text === null) return null;
    const document: unknown = JSON.parse(text);
    // Lowdb takes `null` and other empty values for no file.
    if (typeof document !== 'object' || document === null) throw new SyntaxError('it holds no JSON object');
    return document;
  }

  async write(document: unknown): Promise<void> {
    const previous = await readIfThere(this.path);
    if (previous !== null) await writeFileDurably(this.backup.path, previous);
    await writeFileDurably(this.path, `${JSON.stringify(this.#sealing.seal(document), null, 2)}\n`);
  }
}
