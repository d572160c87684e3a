import type { Response } from 'express';
import type { Clock } from '../runtime/clock.ts';

const MAX_STREAMS = 20;
/** Proxies close what is silent for a minute. */
const HEARTBEAT_MS = 25_000;
/** Of one who does not read: his stream ends, and his browser opens it again. */
const MAX_WAITING_BYTES = 256 * 1024;

/** Server-sent events to whoever listens. */
export class EventStreams {
  readonly #clock: Clock;
  readonly #open = new Set<Response>();
  #cancelHeartbeat = () => {};

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** False: too many are open, and nothing was written. */
  open(response: Response): boolean {
    if (this.#open.size >= MAX_STREAMS) return false;
    response.writeHead(200, {
      'Content-Type': 'text/event-stream',
      'Cache-Control': 'no-store',
      'X-Accel-Buffering': 'no',
    });
    response.write('retry: 3000\n\n');
    if (this.#open.size === 0) this.#beat();
    this.#open.add(response);
    response.once('close', () => {
      this.#open.delete(response);
      if (this.#open.size === 0) this.#cancelHeartbeat();
    });
    return true;
  }

  send(event: string, data: unknown): void {
    this.#write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  #beat(): void {
    this.#cancelHeartbeat = this.#clock.after(HEARTBEAT_MS, () => {
      this.#write(': still here\n\n');
      this.#beat();
    });
  }

  #write(text: string): void {
    for (const response of this.#open) {
      if (response.writableLength > MAX_WAITING_BYTES) response.destroy();
      else response.write(text);
    }
  }
}
