import { readFile } from 'node:fs/promises';
import { messageOf } from '../../domain/concierge-error.ts';
import type { Logger } from '../../runtime/logger.ts';
import { writeFileDurably } from '../../runtime/write-file-durably.ts';
import { isRecord, parseJson } from '../parse-json.ts';

/** The webhook of each device that is registered with Home Assistant's mobile_app, kept over restarts. */
export class Registrations {
  readonly #path: string;
  readonly #logger: Logger;
  readonly #webhooks = new Map<string, string>();

  /** @param path a JSON file of ours, which need not exist */
  constructor(path: string, logger: Logger) {
    this.#path = path;
    this.#logger = logger;
  }

  async load(): Promise<void> {
    const content = parseJson(await readFile(this.#path, 'utf8').catch(() => '{}'));
    if (!isRecord(content)) return;
    for (const [id, webhook] of Object.entries(content))
      if (typeof webhook === 'string') this.#webhooks.set(id, webhook);
  }

  deviceIds(): readonly string[] {
    return [...this.#webhooks.keys()];
  }

  webhook(deviceId: string): string | null {
    return this.#webhooks.get(deviceId) ?? null;
  }

  async set(deviceId: string, webhook: string): Promise<void> {
    this.#webhooks.set(deviceId, webhook);
    await this.#save();
  }

  async forget(deviceId: string): Promise<void> {
    if (this.#webhooks.delete(deviceId)) await this.#save();
  }

  async #save(): Promise<void> {
    const content = `${JSON.stringify(Object.fromEntries(this.#webhooks))}\n`;
    await writeFileDurably(this.#path, content).catch((error: unknown) => {
      this.#logger.error({ error: messageOf(error) }, `cannot write ${this.#path}`);
    });
  }
}
