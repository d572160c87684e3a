import type { AnalysisQueue } from '../ports/analysis-queue.ts';
import type { Vitals } from '../ports/vitals.ts';
import type { Clock } from '../runtime/clock.ts';
import type { HubView } from './hub-view.ts';

const LOOK_EVERY_MS = 60_000;
const FIRST_LOOK_MS = 3000;

export interface HubVitalsOptions {
  readonly queue: Pick<AnalysisQueue, 'depth'>;
  readonly vitals: Vitals;
  readonly version: string;
  readonly clock: Clock;
  /** It was looked at again. */
  readonly onChanged: () => void;
}

/** How the add-on is. What changes without anybody being told, such as the disk, is looked at every minute. */
export class HubVitals {
  readonly #options: HubVitalsOptions;
  #diskUsedPct: number | null = null;
  #cancel = () => {};

  constructor(options: HubVitalsOptions) {
    this.#options = options;
  }

  /** Resolves when there is something to show, or soon: the disk may hang. */
  async start(): Promise<void> {
    this.#again();
    const { promise: tooLate, resolve } = Promise.withResolvers<void>();
    const cancel = this.#options.clock.after(FIRST_LOOK_MS, resolve);
    await Promise.race([this.#lookAtDisk(), tooLate]);
    cancel();
  }

  stop(): void {
    this.#cancel();
  }

  view(): HubView {
    const { queue, vitals, version } = this.#options;
    const { stills, clips, oldestWaitMs } = queue.depth();
    return {
      queueLength: stills + clips,
      oldestWaitS: Math.floor(oldestWaitMs / 1000),
      diskUsedPct: this.#diskUsedPct,
      ftpSessions: vitals.ftpSessions(),
      version,
    };
  }

  #again(): void {
    this.#cancel = this.#options.clock.after(LOOK_EVERY_MS, () => {
      this.#again();
      void this.#lookAtDisk().then(this.#options.onChanged);
    });
  }

  async #lookAtDisk(): Promise<void> {
    const level = await this.#options.vitals.diskLevel().catch(() => null);
    this.#diskUsedPct = level === null ? null : Math.round(level * 100);
  }
}
