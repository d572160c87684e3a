import type { MediaPath } from '../domain/media-path.ts';
import type { RecognisedFile } from '../ports/file-recogniser.ts';
import { type CallParts, callListener } from './call-listener.ts';
import type { Listener } from './deliveries.ts';
import type { HealthBoard } from './health-board.ts';
import { readLegacyAnswer } from './legacy-answer.ts';

/** A camera waits for the end of its upload meanwhile. */
const ASK_MS = 3000;
/** One that did not answer is left out for this long, so that it does not cost every unknown file those seconds. */
const LEFT_OUT_MS = 60_000;

export interface FileAskerParts extends CallParts {
  readonly health: HealthBoard;
}

/** Asks listeners whose file an upload is. */
export class FileAsker {
  readonly #parts: FileAskerParts;
  readonly #stopping = new AbortController();
  readonly #leftOutUntilMs = new Map<number, number>();

  constructor(parts: FileAskerParts) {
    this.#parts = parts;
  }

  stop(): void {
    this.#stopping.abort(new Error('Concierge stops'));
  }

  /** All at once; the first that knows decides. */
  async ask(file: MediaPath, listeners: readonly Listener[]): Promise<RecognisedFile | null> {
    const nowMs = this.#parts.clock.nowMs();
    const asked = listeners.filter(({ id }) => (this.#leftOutUntilMs.get(id) ?? 0) <= nowMs);
    try {
      return await Promise.any(asked.map((listener) => this.#askOne(file, listener)));
    } catch {
      // Every one of them has said that it does not know, or nothing at all.
      return null;
    }
  }

  /** Rejects when this one does not know it. */
  async #askOne(file: MediaPath, { id, url }: Listener): Promise<RecognisedFile> {
    const { health, clock } = this.#parts;
    const body = JSON.stringify({ file: `/${file}` });
    const outcome = await callListener(url, body, ASK_MS, this.#parts, this.#stopping.signal);
    if (outcome.kind === 'failed') {
      this.#leftOutUntilMs.set(id, clock.nowMs() + LEFT_OUT_MS);
      health.failed(id, outcome.why, outcome.isLasting);
      throw new Error(outcome.why);
    }
    if (outcome.status >= 300) {
      health.failed(id, `it answers status ${outcome.status}`, false);
      throw new Error(`status ${outcome.status}`);
    }
    this.#leftOutUntilMs.delete(id);
    health.succeeded(id);
    const recognised = readLegacyAnswer(outcome.body);
    if (recognised === null) throw new Error('it does not know this file');
    return recognised;
  }
}
