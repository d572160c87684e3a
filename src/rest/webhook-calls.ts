import type { Clock } from '../runtime/clock.ts';

export interface WebhookCall {
  readonly atMs: number;
  readonly kind: string;
}

/** The last call of each camera's webhook, until the next start: whether it works is seen by it. */
export class WebhookCalls {
  readonly #clock: Clock;
  readonly #last = new Map<number, WebhookCall>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  note(cameraId: number, kind: string): void {
    this.#last.set(cameraId, { atMs: this.#clock.nowMs(), kind });
  }

  last(cameraId: number): WebhookCall | null {
    return this.#last.get(cameraId) ?? null;
  }
}
