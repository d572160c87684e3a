import type { WebSocket } from 'ws';
import { ConciergeError } from '../domain/concierge-error.ts';

/** Home Assistant and the Supervisor's proxy close the connection over a longer frame. */
const FRAME_LIMIT_BYTES = 4 * 1024 * 1024;

type Listener = (event: { data?: string }) => void;

/**
 * What home-assistant-js-websocket may see of a socket: frames that hold well-formed messages only, since it parses
 * them unguarded, and an exception in a socket's listener would end the process.
 */
export class GuardedSocket {
  readonly OPEN = 1;
  readonly haVersion: string;
  readonly #socket: WebSocket;
  readonly #listeners = { message: new Set<Listener>(), close: new Set<Listener>() };

  constructor(socket: WebSocket, haVersion: string) {
    this.#socket = socket;
    this.haVersion = haVersion;
  }

  /** Begins to pass frames on. */
  listen(onMalformed: (reason: string) => void): void {
    this.#socket.on('close', () => this.#tell('close', {}));
    this.#socket.on('message', (raw, isBinary) => {
      const text = isBinary ? '' : raw.toString();
      const fault = faultIn(text);
      if (fault) onMalformed(fault);
      else this.#tell('message', { data: text });
    });
  }

  get readyState(): number {
    return this.#socket.readyState;
  }

  addEventListener(type: 'message' | 'close', listener: Listener): void {
    this.#listeners[type].add(listener);
  }

  removeEventListener(type: 'message' | 'close', listener: Listener): void {
    this.#listeners[type].delete(listener);
  }

  /** @throws ConciergeError HOME_ASSISTANT_REFUSED when the frame is longer than Home Assistant takes. */
  send(text: string): void {
    const sizeBytes = Buffer.byteLength(text);
    if (sizeBytes >= FRAME_LIMIT_BYTES) {
      throw new ConciergeError(
        'HOME_ASSISTANT_REFUSED',
        `Cannot send ${sizeBytes} bytes to Home Assistant: it takes less than ${FRAME_LIMIT_BYTES} in a frame.`,
      );
    }
    this.#socket.send(text);
  }

  close(): void {
    this.#socket.close();
  }

  #tell(type: 'message' | 'close', event: { data?: string }): void {
    for (const listener of [...this.#listeners[type]]) listener(event);
  }
}

/** Why this frame is not what Home Assistant sends: one message or, coalesced, an array of them. */
function faultIn(text: string): string | null {
  let frame: unknown;
  try {
    frame = JSON.parse(text);
  } catch {
    return 'a frame that is no JSON';
  }
  const messages: unknown[] = Array.isArray(frame) ? frame : [frame];
  return messages.every(isMessage) ? null : 'a message without type or id';
}

function isMessage(message: unknown): boolean {
  if (typeof message !== 'object' || message === null) return false;
  return 'type' in message && typeof message.type === 'string' && 'id' in message && typeof message.id === 'number';
}
