import { readFile, rename } from 'node:fs/promises';
import { messageOf } from '../../domain/concierge-error.ts';
import type { Logger } from '../../runtime/logger.ts';
import { writeFileDurably } from '../../runtime/write-file-durably.ts';
import { isRecord, parseJson } from '../parse-json.ts';
import type { Layout } from './discovery-payload.ts';

/**
 * Which entities Home Assistant was ever told of, by device: what is wanted no more can only be taken away by name, after
 * a restart as well. A device's entry grows until the device is forgotten, so that a removal is repeated with every
 * discovery message, and one that got lost does no harm.
 */
export class PublishedLayouts {
  readonly #path: string;
  readonly #logger: Logger;
  #layouts = new Map<string, Layout>();
  #dirty = false;
  #saving: Promise<void> = Promise.resolve();

  /** @param path a JSON file of ours, which need not exist */
  constructor(path: string, logger: Logger) {
    this.#path = path;
    this.#logger = logger;
  }

  async load(): Promise<void> {
    let text: string;
    try {
      text = await readFile(this.#path, 'utf8');
    } catch {
      return;
    }
    const layouts = parseLayouts(parseJson(text));
    if (layouts) {
      this.#layouts = layouts;
      return;
    }
    await rename(this.#path, `${this.#path}.corrupt`);
    this.#logger.error(
      `cannot read ${this.#path}: set aside; entities of removed shapes may have to be deleted by hand`,
    );
  }

  deviceIds(): readonly string[] {
    return [...this.#layouts.keys()];
  }

  layout(deviceId: string): Layout {
    return this.#layouts.get(deviceId) ?? {};
  }

  /** Adds the components of these devices; call it, and wait, before they are published. */
  async add(devices: ReadonlyMap<string, Layout>): Promise<void> {
    for (const [deviceId, components] of devices) {
      const known = this.#layouts.get(deviceId);
      if (known && Object.keys(components).every((key) => known[key] === components[key])) continue;
      this.#layouts.set(deviceId, { ...known, ...components });
      this.#dirty = true;
    }
    await this.#save();
  }

  async forget(deviceId: string): Promise<void> {
    if (this.#layouts.delete(deviceId)) this.#dirty = true;
    await this.#save();
  }

  /** Resolves when everything so far is on disk. Writes follow one another; several changes may share one. */
  #save(): Promise<void> {
    this.#saving = this.#saving.then(async () => {
      if (!this.#dirty) return;
      this.#dirty = false;
      try {
        await writeFileDurably(this.#path, `${JSON.stringify(Object.fromEntries(this.#layouts), null, 1)}\n`);
      } catch (error) {
        this.#dirty = true;
        this.#logger.error({ error: messageOf(error) }, `cannot write ${this.#path}`);
      }
    });
    return this.#saving;
  }

  /** Waits for what is being written. */
  saved(): Promise<void> {
    return this.#saving;
  }
}

function parseLayouts(value: unknown): Map<string, Layout> | null {
  if (!isRecord(value)) return null;
  const layouts = new Map<string, Layout>();
  for (const [deviceId, layout] of Object.entries(value)) {
    if (!isRecord(layout)) return null;
    const platforms: Record<string, string> = {};
    for (const [key, platform] of Object.entries(layout)) {
      if (typeof platform !== 'string') return null;
      platforms[key] = platform;
    }
    layouts.set(deviceId, platforms);
  }
  return layouts;
}
