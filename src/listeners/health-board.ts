import type { ListenerHealth } from '../ports/listener-health.ts';
import type { Clock } from '../runtime/clock.ts';

type Entry = Omit<ListenerHealth, 'listenerId' | 'waiting'>;

const UNCALLED: Entry = { state: 'idle', detail: '', dropped: 0, lastSuccessAtMs: null, lastFailureAtMs: null };

/** How the calls to each listener went, since the start. */
export class HealthBoard {
  readonly #clock: Clock;
  readonly #entries = new Map<number, Entry>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  of(listenerId: number): Entry {
    return this.#entries.get(listenerId) ?? UNCALLED;
  }

  succeeded(listenerId: number): void {
    this.#set(listenerId, { state: 'ok', detail: '', lastSuccessAtMs: this.#clock.nowMs() });
  }

  failed(listenerId: number, detail: string, isRefused: boolean): void {
    this.#set(listenerId, {
      state: isRefused ? 'refused' : 'failing',
      detail,
      lastFailureAtMs: this.#clock.nowMs(),
    });
  }

  dropped(listenerId: number, count: number): void {
    if (count > 0) this.#set(listenerId, { dropped: this.of(listenerId).dropped + count });
  }

  #set(listenerId: number, change: Partial<Entry>): void {
    this.#entries.set(listenerId, { ...this.of(listenerId), ...change });
  }
}
