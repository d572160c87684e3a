import { messageOf } from '../domain/concierge-error.ts';
import { parseMediaPath } from '../domain/media-path.ts';
import type { ConfigStore, ReadonlyConfig } from '../ports/config-store.ts';
import type { History } from '../ports/history.ts';
import type { Upload, UploadOutcome } from '../ports/intake.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Logger } from '../runtime/logger.ts';
import type { MediaRoot } from '../runtime/media-root.ts';
import type { Service, ServiceHealth } from '../runtime/service.ts';
import { type MediaFile, mediaFileAt, mediaFiles } from './media-files.ts';
import { OldestFiles } from './oldest-files.ts';

/** Whoever copies a file into ROOT_DIR may still be writing what changed this short a time ago. */
const SETTLED_MS = 5000;
const BATCH = 20_000;

export interface MissedFilesParts {
  readonly media: MediaRoot;
  readonly config: ConfigStore;
  readonly history: History;
  /** Intake's receiveFound. */
  readonly receive: (upload: Upload) => Promise<UploadOutcome>;
  readonly clock: Clock;
  readonly logger: Logger;
  /** How many files are held in memory at once; 20,000 unless told. */
  readonly batch?: number;
}

/**
 * Finds what lies under ROOT_DIR and is no asset yet: what arrived while the add-on was down, at every start; and what
 * arrived before its camera was configured, whenever a camera is added or renamed.
 */
export class MissedFiles implements Service {
  readonly name = 'missed files';
  readonly startsQuietly = true;
  readonly #parts: MissedFilesParts;
  readonly #stopping = new AbortController();
  readonly #unsettled = new Set<string>();
  #unsubscribe = () => {};
  #cancelLook = () => {};
  #working: Promise<void> = Promise.resolve();
  #cameras = '';
  #looks = 0;
  #accepted = 0;

  constructor(parts: MissedFilesParts) {
    this.#parts = parts;
  }

  /** Begins to look, and does not wait for the end of it: uploads need not wait for old files. */
  async start(signal: AbortSignal): Promise<void> {
    signal.addEventListener('abort', () => this.#stopping.abort(), { once: true });
    this.#cameras = camerasIn(this.#parts.config.read());
    this.#unsubscribe = this.#parts.config.onChange((document) => {
      const cameras = camerasIn(document);
      if (cameras === this.#cameras) return;
      this.#cameras = cameras;
      this.#enqueue(() => this.#scan());
    });
    this.#enqueue(() => this.#scan());
  }

  async stop(): Promise<void> {
    this.#unsubscribe();
    this.#cancelLook();
    this.#stopping.abort();
    await this.#working;
  }

  /** Resolves when everything that is due so far has been looked at. */
  async idle(): Promise<void> {
    for (let working = null; working !== this.#working; ) {
      working = this.#working;
      await working;
    }
  }

  health(): ServiceHealth {
    if (this.#stopping.signal.aborted) return { state: 'stopped', detail: 'stopped' };
    const taken = this.#accepted;
    if (this.#looks > 0) return { state: 'running', detail: `looking through ROOT_DIR, ${taken} files taken` };
    return { state: 'running', detail: `looked through ROOT_DIR, ${taken} files taken` };
  }

  /** One look after the other, so that no file is taken by two at once. */
  #enqueue(look: () => Promise<void>): void {
    this.#looks++;
    this.#working = this.#working
      .then(() => (this.#stopping.signal.aborted ? undefined : look()))
      .catch((error: unknown) => {
        this.#parts.logger.error(
          { error: messageOf(error) },
          'Cannot look for missed files; the next start tries again.',
        );
      })
      .finally(() => {
        this.#looks--;
      });
  }

  async #scan(): Promise<void> {
    const before = this.#accepted;
    for (let last: MediaFile | null = null, more = true; more; ) {
      const batch = await this.#missedAfter(last);
      for (const file of batch.files) {
        if (this.#stopping.signal.aborted) return;
        await this.#take(file);
      }
      last = batch.files.at(-1) ?? null;
      more = batch.more;
    }
    const taken = this.#accepted - before;
    if (taken > 0) this.#parts.logger.info({ files: taken }, 'found files that had not been taken yet');
  }

  async #missedAfter(last: MediaFile | null): Promise<ReturnType<OldestFiles['take']>> {
    const oldest = new OldestFiles(this.#parts.batch ?? BATCH, last);
    const onUnreadable = (folder: string, error: unknown) =>
      this.#parts.logger.warn(
        { folder, error: messageOf(error) },
        'Cannot look into this folder; its files are left out.',
      );
    // Pictures of people and objects that somebody put there to know them by: no camera sent them.
    const known = new Set(this.#parts.config.read().known_objects.map((row) => parseMediaPath(row.file_path_image)));
    for await (const file of mediaFiles(this.#parts.media, this.#stopping.signal, onUnreadable)) {
      if (!known.has(file.file) && this.#isMissed(file)) oldest.offer(file);
    }
    return oldest.take();
  }

  #isMissed({ file, sizeBytes }: MediaFile): boolean {
    const asset = this.#parts.history.assetByFile(file);
    return sizeBytes > 0 && (asset === null || asset.state === 'unassigned');
  }

  async #take({ file, sizeBytes, modifiedAtMs }: MediaFile): Promise<void> {
    if (Math.abs(this.#parts.clock.nowMs() - modifiedAtMs) < SETTLED_MS) {
      this.#lookAgain(file);
      return;
    }
    try {
      const outcome = await this.#parts.receive({ file, sizeBytes, receivedAtMs: modifiedAtMs });
      if (outcome.kind === 'accepted') this.#accepted++;
    } catch (error) {
      this.#parts.logger.error({ file, error: messageOf(error) }, 'Cannot take this file; the next start tries again.');
    }
  }

  #lookAgain(file: string): void {
    this.#unsettled.add(file);
    if (this.#unsettled.size > 1) return;
    this.#cancelLook = this.#parts.clock.after(SETTLED_MS, () => this.#enqueue(() => this.#takeSettled()));
  }

  async #takeSettled(): Promise<void> {
    const files = [...this.#unsettled];
    this.#unsettled.clear();
    for (const file of files) {
      if (this.#stopping.signal.aborted) return;
      const found = await mediaFileAt(this.#parts.media, file);
      if (found && this.#isMissed(found)) await this.#take(found);
    }
  }
}

/** What of the configuration decides whose a file is. */
function camerasIn(document: ReadonlyConfig): string {
  return JSON.stringify([
    document.cameras.map(({ id, name, brand, host }) => [id, name, brand, host]),
    document.camera_types.map(({ id, brand, file_pattern }) => [id, brand, file_pattern]),
    document.camera_brands.map(({ id, name }) => [id, name]),
  ]);
}
