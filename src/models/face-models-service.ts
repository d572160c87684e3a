import { facesWanted } from '../domain/faces-wanted.ts';
import type { ConfigStore, ReadonlyConfig } from '../ports/config-store.ts';
import type { FaceModels } from '../ports/face-models.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Logger } from '../runtime/logger.ts';
import type { Service, ServiceHealth } from '../runtime/service.ts';
import type { ProvidedFaces } from './model-provider.ts';

const AGAIN_AFTER_MS = 30 * 60_000;

export interface FaceModelsServiceParts {
  readonly config: Pick<ConfigStore, 'read' | 'onChange'>;
  /** What this machine has at the start; null: none. */
  readonly atHand: FaceModels | null;
  /** Looks for them everywhere, the network included. */
  readonly provide: (signal: AbortSignal) => Promise<ProvidedFaces>;
  /** Called once, when they have come. */
  readonly use: (models: FaceModels) => void;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Fetches the models for faces when they are first wanted, beside everything else, and says so while there are none. */
export class FaceModelsService implements Service {
  readonly name = 'face models';
  readonly startsQuietly = true;
  readonly #parts: FaceModelsServiceParts;
  readonly #stopping = new AbortController();
  #models: FaceModels | null;
  #why = '';
  #looking: Promise<void> | null = null;
  #unsubscribe = () => {};
  #cancelRetry = () => {};

  constructor(parts: FaceModelsServiceParts) {
    this.#parts = parts;
    this.#models = parts.atHand;
  }

  async start(): Promise<void> {
    this.#unsubscribe = this.#parts.config.onChange((document) => this.#look(document));
    this.#look(this.#parts.config.read());
  }

  async stop(): Promise<void> {
    this.#unsubscribe();
    this.#cancelRetry();
    this.#stopping.abort();
    await this.#looking;
  }

  /** Resolves when nothing is looked for right now. */
  async idle(): Promise<void> {
    await this.#looking;
  }

  health(): ServiceHealth {
    if (this.#models)
      return { state: 'running', detail: `${this.#models.detector.name}, ${this.#models.embedder.name}` };
    if (!facesWanted(this.#parts.config.read()))
      return { state: 'running', detail: 'not needed: no profile looks for faces' };
    if (this.#why === '')
      return { state: 'degraded', detail: 'being fetched; no faces are recognised until they are here' };
    const detail = `Faces are wanted and not recognised: ${this.#why} It is tried again every half hour.`;
    return { state: 'degraded', detail };
  }

  /** Again when the configuration changes: whoever just switched faces on should not wait. */
  #look(document: ReadonlyConfig): void {
    if (this.#models || this.#looking || this.#stopping.signal.aborted || !facesWanted(document)) return;
    this.#cancelRetry();
    this.#looking = this.#provide().finally(() => {
      this.#looking = null;
    });
  }

  async #provide(): Promise<void> {
    const { provide, use, logger, clock } = this.#parts;
    const { models, explanation } = await provide(this.#stopping.signal).catch((error: unknown) => {
      if (this.#stopping.signal.aborted) return { models: null, explanation: 'stopped' };
      throw error;
    });
    if (this.#stopping.signal.aborted) return;
    if (models) {
      this.#models = models;
      use(models);
      logger.info(`faces: ${explanation}`);
      return;
    }
    if (this.#why !== explanation) logger.warn(`Faces are not recognised: ${explanation}`);
    this.#why = explanation;
    this.#cancelRetry = clock.after(AGAIN_AFTER_MS, () => this.#look(this.#parts.config.read()));
  }
}
