import { readFile } from 'node:fs/promises';
import { messageOf } from '../domain/concierge-error.ts';
import type { Logger } from '../runtime/logger.ts';
import { writeFileDurably } from '../runtime/write-file-durably.ts';
import { isRecord, parseJson } from './parse-json.ts';

/** When each camera was cleared last, so that a restart does not bring back what was cleared away. */
export class ClearedTimes {
  readonly #path: string;
  readonly #logger: Logger;
  readonly #timesMs = new Map<string, number>();
  #saving: Promise<void> = Promise.resolve();

  /** @param path a JSON file of ours, which need not exist */
  constructor(path: string, logger: Logger) {
    this.#path = path;
    this.#logger = logger;
  }

  /** A file that cannot be read counts as none: at worst, something old shows once more. */
  async load(): Promise<void> {
    const times = parseJson(await readFile(this.#path, 'utf8').catch(() => '{}'));
    if (!isRecord(times)) return;
    for (const [uuid, atMs] of Object.entries(times)) if (typeof atMs === 'number') this.#timesMs.set(uuid, atMs);
  }

  of(uuid: string): number {
    return this.#timesMs.get(uuid) ?? Number.NEGATIVE_INFINITY;
  }

  set(uuid: string, atMs: number): void {
    this.#timesMs.set(uuid, atMs);
    this.#saving = this.#saving.then(async () => {
      const content = `${JSON.stringify(Object.fromEntries(this.#timesMs))}\n`;
      await writeFileDurably(this.#path, content).catch((error: unknown) => {
        this.#logger.error({ error: messageOf(error) }, `cannot write ${this.#path}`);
      });
    });
  }

  /** Waits for what is being written. */
  saved(): Promise<void> {
    return this.#saving;
  }
}
