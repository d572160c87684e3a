import type { DetectorModel } from '../ports/detector-model.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Logger } from '../runtime/logger.ts';
import { DetectorPool } from './detector-pool.ts';

/** A model that is only looked at again with is not held in memory for longer. */
const IDLE_MS = 60_000;
/** Nobody waits for it. */
const THREADS = 1;

interface Kept {
  readonly file: string;
  readonly pool: DetectorPool;
}

/** A detector of another model beside the worker's own, one at a time, for as long as it is asked for. */
export class SpareDetector {
  readonly #logger: Logger;
  readonly #clock: Clock;
  #kept: Kept | null = null;
  #cancelIdle = () => {};

  constructor(logger: Logger, clock: Clock) {
    this.#logger = logger;
    this.#clock = clock;
  }

  /**
   * One call after the other, as the worker has its jobs.
   * @throws ConciergeError MODEL_UNAVAILABLE, and what `work` throws
   */
  async use<Result>(model: DetectorModel, work: (detector: DetectorPool) => Promise<Result>): Promise<Result> {
    this.#cancelIdle();
    try {
      return await work(await this.#poolOf(model));
    } finally {
      this.#cancelIdle = this.#clock.after(IDLE_MS, () => void this.stop());
    }
  }

  async stop(): Promise<void> {
    this.#cancelIdle();
    const kept = this.#kept;
    this.#kept = null;
    await kept?.pool.stop();
  }

  async #poolOf(model: DetectorModel): Promise<DetectorPool> {
    if (this.#kept?.file === model.file) return this.#kept.pool;
    await this.stop();
    const pool = new DetectorPool({ model, size: THREADS, logger: this.#logger, clock: this.#clock });
    await pool.start(new AbortController().signal);
    this.#kept = { file: model.file, pool };
    return pool;
  }
}
