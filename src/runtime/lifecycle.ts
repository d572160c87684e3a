import { messageOf } from '../domain/concierge-error.ts';
import type { Clock } from './clock.ts';
import type { Logger } from './logger.ts';
import type { Service } from './service.ts';

/** Longer than any service's own bound, and short enough for all of them within the 8 s that a stop may take. */
const STOP_DEADLINE_MS = 6000;
/** For a service that is starting to notice that it is to stop. */
const START_GRACE_MS = 1000;

/** Starts services in order and stops them in reverse; one that cannot stop does not hold up the others. */
export class Lifecycle {
  readonly #services: readonly Service[];
  readonly #logger: Logger;
  readonly #clock: Clock;
  #started: Service[] = [];

  constructor(services: readonly Service[], logger: Logger, clock: Clock) {
    this.#services = services;
    this.#logger = logger;
    this.#clock = clock;
  }

  /** Rejects with the first service's error, after stopping what had started. */
  async start(signal: AbortSignal): Promise<void> {
    for (const service of this.#services) {
      try {
        signal.throwIfAborted();
        // Counted as started before it is: a half-started service must be stopped as well.
        this.#started.unshift(service);
        await this.#startOne(service, signal);
        this.#tell(service);
      } catch (error) {
        await this.stop();
        throw error;
      }
    }
  }

  #tell(service: Service): void {
    const { state, detail } = service.health();
    const isNews = state !== 'running' || !service.startsQuietly;
    this.#logger[isNews ? 'info' : 'debug']({ service: service.name }, detail);
  }

  /** A start that hears nothing of the signal, in a system call that hangs, is left behind. */
  async #startOne(service: Service, signal: AbortSignal): Promise<void> {
    const { promise: left, reject } = Promise.withResolvers<never>();
    let cancel = () => {};
    const leave = () => {
      cancel = this.#clock.after(START_GRACE_MS, () => reject(signal.reason));
    };
    signal.addEventListener('abort', leave, { once: true });
    try {
      await Promise.race([service.start(signal), left]);
    } finally {
      signal.removeEventListener('abort', leave);
      cancel();
    }
  }

  async stop(): Promise<void> {
    const services = this.#started;
    this.#started = [];
    const deadline = this.#clock.nowMs() + STOP_DEADLINE_MS;
    for (const service of services) await this.#stopOne(service, deadline);
  }

  async #stopOne(service: Service, deadlineMs: number): Promise<void> {
    const { promise: tooLate, resolve } = Promise.withResolvers<'too late'>();
    const cancel = this.#clock.after(Math.max(0, deadlineMs - this.#clock.nowMs()), () => resolve('too late'));
    try {
      const outcome = await Promise.race([service.stop(), tooLate]);
      if (outcome === 'too late')
        this.#logger.warn({ service: service.name }, 'did not stop in time; going on without it');
    } catch (error) {
      this.#logger.error({ service: service.name, error: messageOf(error) }, 'failed to stop');
    } finally {
      cancel();
    }
  }
}
