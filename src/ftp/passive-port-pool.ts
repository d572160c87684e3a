import type { Clock } from '../runtime/clock.ts';

/** A port that is one session's until it is given back; giving back twice does nothing. */
export interface PortLease {
  readonly port: number;
  /** @param restMs how long nobody shall get it, e.g. since another program listens there */
  giveBack(restMs?: number): void;
}

/** `full`: too many wait already. `gone`: the waiting session ended. */
export type PortOutcome =
  | { readonly kind: 'leased'; readonly lease: PortLease }
  | { readonly kind: 'timed out' | 'full' | 'gone' };

interface Waiter {
  take(lease: PortLease): void;
}

/**
 * The few passive ports that are open to the cameras. Whoever finds all of them taken waits in line. A port given back
 * goes to the end of the line of ports, so that one just used rests longest.
 */
export class PassivePortPool {
  readonly #clock: Clock;
  readonly #maxWaiters: number;
  readonly #free: number[];
  readonly #waiters = new Set<Waiter>();

  /** @param ports `min` to `max`, both inclusive */
  constructor(ports: { min: number; max: number }, maxWaiters: number, clock: Clock) {
    this.#free = Array.from({ length: ports.max - ports.min + 1 }, (_, index) => ports.min + index);
    this.#maxWaiters = maxWaiters;
    this.#clock = clock;
  }

  get freePorts(): number {
    return this.#free.length;
  }

  get waiting(): number {
    return this.#waiters.size;
  }

  /** A port as soon as one is free, in order of asking. Never rejects. */
  lease(deadlineMs: number, signal: AbortSignal): Promise<PortOutcome> {
    if (signal.aborted) return Promise.resolve({ kind: 'gone' });
    const port = this.#free.shift();
    if (port !== undefined) return Promise.resolve({ kind: 'leased', lease: this.#leaseOf(port) });
    if (this.#waiters.size >= this.#maxWaiters) return Promise.resolve({ kind: 'full' });
    return new Promise((resolve) => {
      const finish = (outcome: PortOutcome) => {
        this.#waiters.delete(waiter);
        signal.removeEventListener('abort', leave);
        cancelDeadline();
        resolve(outcome);
      };
      const leave = () => finish({ kind: 'gone' });
      const waiter: Waiter = { take: (lease) => finish({ kind: 'leased', lease }) };
      const cancelDeadline = this.#clock.after(deadlineMs, () => finish({ kind: 'timed out' }));
      signal.addEventListener('abort', leave, { once: true });
      this.#waiters.add(waiter);
    });
  }

  #leaseOf(port: number): PortLease {
    let given = false;
    return {
      port,
      giveBack: (restMs = 0) => {
        if (given) return;
        given = true;
        if (restMs > 0) this.#clock.after(restMs, () => this.#offer(port));
        else this.#offer(port);
      },
    };
  }

  #offer(port: number): void {
    const [next] = this.#waiters;
    if (next) next.take(this.#leaseOf(port));
    else this.#free.push(port);
  }
}
