import { join } from 'node:path';
import { Low } from 'lowdb';
import { ConciergeError, messageOf } from '../domain/concierge-error.ts';
import type { ConfigDocument } from '../domain/config-records.ts';
import { configInvalid } from '../domain/config-violation.ts';
import { CONFIG_TABLES, nextId } from '../domain/next-id.ts';
import type { ConfigStore, ReadonlyConfig } from '../ports/config-store.ts';
import { cannotWrite } from '../runtime/cannot-write.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Logger } from '../runtime/logger.ts';
import { makeFolder } from '../runtime/make-folder.ts';
import type { SecretBox } from '../runtime/secret-box.ts';
import { ConfigFile } from './config-file.ts';
import { loadConfig, newerLayout } from './config-loading.ts';
import { validateConfig } from './config-validation.ts';
import { deepFreeze } from './deep-freeze.ts';
import { defaultConfig } from './default-config.ts';
import { SealedDocument } from './sealed-document.ts';
import { setAside } from './set-aside.ts';

const CONFIG_FILE = 'config.json';

export interface ConfigStoreOptions {
  /** DATA_DIR; created when missing. */
  readonly folder: string;
  readonly logger: Logger;
  readonly clock: Clock;
  /** Seals what is never read back. */
  readonly secrets: SecretBox;
}

/** The document that people edit, in DATA_DIR/config.json. Frozen as it is read; each change makes a new one. */
export class LowdbConfigStore implements ConfigStore {
  readonly #options: ConfigStoreOptions;
  readonly #file: ConfigFile;
  readonly #low: Low<unknown>;
  readonly #sealing: SealedDocument;
  readonly #listeners = new Set<{ readonly call: (document: ReadonlyConfig) => void }>();
  #document: ConfigDocument | null = null;
  #lastChange: Promise<unknown> = Promise.resolve();

  constructor(options: ConfigStoreOptions) {
    this.#options = options;
    this.#sealing = new SealedDocument(options.secrets);
    this.#file = new ConfigFile(join(options.folder, CONFIG_FILE), this.#sealing);
    this.#low = new Low<unknown>(this.#file, null);
  }

  /**
   * Loads the document. One that cannot be read is set aside as `config.json.corrupt-<time>` and the previous one,
   * config.json.bak, takes its place; without a valid one nothing is touched and the start is refused.
   * @throws ConciergeError STORE_CORRUPT, FOLDER_UNWRITABLE
   */
  async start(): Promise<void> {
    await this.#writing(() => makeFolder(this.#options.folder));
    const loaded = await loadConfig(this.#file);
    if (loaded.kind === 'valid') this.#document = deepFreeze(loaded.document);
    else await this.#recover(loaded.kind === 'invalid' ? loaded.why : null);
    await this.#sealClearText();
    this.#tellUnreadable();
  }

  /** Waits for the change that is being written. */
  async stop(): Promise<void> {
    await this.#lastChange;
  }

  read(): ReadonlyConfig {
    return this.#current();
  }

  change<Result>(edit: (draft: ConfigDocument) => Result): Promise<Result> {
    const change = this.#lastChange.then(() => this.#apply(edit));
    this.#lastChange = change.catch(() => {});
    return change;
  }

  tryOut<Result>(edit: (draft: ConfigDocument) => Result): Result {
    const draft = structuredClone(this.#current());
    const result = edit(draft);
    const verdict = validateConfig(draft);
    if (!verdict.valid) throw configInvalid(verdict.violations);
    return result;
  }

  parse(document: unknown): ConfigDocument {
    const copy = structuredClone(document);
    const newer = newerLayout(copy);
    if (newer !== null) throw configInvalid([{ table: 'version', row: '', field: '', why: newer }]);
    const verdict = validateConfig(copy);
    if (!verdict.valid) throw configInvalid(verdict.violations);
    return verdict.document;
  }

  onChange(listener: (document: ReadonlyConfig) => void): () => void {
    // An entry of its own, so that a listener that subscribes twice unsubscribes once.
    const entry = { call: listener };
    this.#listeners.add(entry);
    return () => this.#listeners.delete(entry);
  }

  async #apply<Result>(edit: (draft: ConfigDocument) => Result): Promise<Result> {
    const draft = structuredClone(this.#current());
    const lastIds = lastIdsOf(draft);
    const result = edit(draft);
    const verdict = validateConfig(draft);
    if (!verdict.valid) throw configInvalid(verdict.violations);
    const document = verdict.document;
    document.last_ids = lastIdsOf({ ...document, last_ids: lastIds });
    await this.#keep(document);
    this.#notify(document);
    return result;
  }

  /** Writes the document, which then is the current one; when it cannot be written, nothing has changed. */
  async #keep(document: ConfigDocument): Promise<void> {
    this.#low.data = document;
    await this.#writing(() => this.#low.write());
    this.#document = deepFreeze(document);
  }

  /** Of a version that did not seal, or of a hand that edited the file. Twice, so that the backup holds none either. */
  async #sealClearText(): Promise<void> {
    const onDisk = [await readIfAny(this.#file), await readIfAny(this.#file.backup)];
    if (!onDisk.some((document) => SealedDocument.hasClearText(document))) return;
    await this.#keep(structuredClone(this.#current()));
    await this.#keep(structuredClone(this.#current()));
    this.#options.logger.info(`The passwords in ${CONFIG_FILE} are sealed from now on.`);
  }

  #tellUnreadable(): void {
    const cameras = this.#current().cameras.filter(({ state, password }) => state === 'NOK' && password === '');
    if (!this.#sealing.hasUnreadable) return;
    this.#options.logger.error(
      { cameras: cameras.map(({ name }) => name) },
      'secret.key is not the one by which these passwords were sealed, so they cannot be read: put the right key back into DATA_DIR and start again, or give the cameras their passwords anew.',
    );
  }

  async #recover(why: string | null): Promise<void> {
    const { path, backup } = this.#file;
    const previous = await loadConfig(backup);
    if (previous.kind === 'valid') {
      const aside = why === null ? null : setAside(path, this.#options.clock);
      this.#options.logger.error(
        { file: path, setAside: aside },
        `${CONFIG_FILE} ${why === null ? 'is missing' : `cannot be used (${why}) and was set aside`}: going on with the previous version, ${CONFIG_FILE}.bak. Changes made since are lost.`,
      );
      await this.#keep(previous.document);
      return;
    }
    if (why === null && previous.kind === 'missing') {
      await this.#keep(defaultConfig());
      return;
    }
    throw new ConciergeError(
      'STORE_CORRUPT',
      `Cannot read "${why === null ? backup.path : path}": ${(why ?? (previous.kind === 'invalid' ? previous.why : '')).replace(/\.$/, '')}. Correct it or restore a backup; to begin anew, move it and "${backup.path}" away.`,
    );
  }

  #current(): ConfigDocument {
    if (!this.#document) throw new Error('Cannot read the configuration: its store has not been started.');
    return this.#document;
  }

  async #writing(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (cause) {
      if (cause instanceof ConciergeError) throw cause;
      throw cannotWrite(`"${this.#file.path}"`, cause);
    }
  }

  #notify(document: ReadonlyConfig): void {
    for (const { call } of [...this.#listeners]) {
      try {
        call(document);
      } catch (error) {
        this.#options.logger.error({ err: error }, `a listener of the configuration failed: ${messageOf(error)}`);
      }
    }
  }
}

/** Null for a file that is not there or cannot be read: loading has judged it already. */
async function readIfAny(file: ConfigFile): Promise<unknown> {
  return file.readSealed().catch(() => null);
}

/** The highest id that each table has ever given. */
function lastIdsOf(document: ConfigDocument): Record<string, number> {
  return Object.fromEntries(CONFIG_TABLES.map((table) => [table, nextId(document, table) - 1]));
}
