import { connect, type Socket } from 'node:net';
import type { Clock } from '../runtime/clock.ts';
import type { DataPort } from './data-port.ts';
import type { ActiveAddress } from './peer-address.ts';

interface ActiveTerms {
  readonly localAddress: string | undefined;
  readonly connectMs: number;
  readonly clock: Clock;
  /** Puts TLS over the connection where that was agreed on. */
  readonly protect: (socket: Socket) => Socket;
}

/** The port that a client named with PORT or EPRT; connected to when a transfer begins. */
export class ActiveDataPort implements DataPort {
  readonly mode = 'active';
  readonly #target: ActiveAddress;
  readonly #terms: ActiveTerms;
  #socket: Socket | null = null;

  /** @param target checked to be the client's own address */
  constructor(target: ActiveAddress, terms: ActiveTerms) {
    this.#target = target;
    this.#terms = terms;
  }

  connect(signal: AbortSignal): Promise<Socket | null> {
    if (signal.aborted) return Promise.resolve(null);
    const { address: host, port } = this.#target;
    const { localAddress } = this.#terms;
    const socket = connect(localAddress === undefined ? { host, port } : { host, port, localAddress });
    this.#socket = socket;
    return new Promise((resolve) => {
      const finish = (connected: Socket | null) => {
        cancelDeadline();
        signal.removeEventListener('abort', leave);
        if (connected === null) socket.destroy();
        resolve(connected);
      };
      const leave = () => finish(null);
      const cancelDeadline = this.#terms.clock.after(this.#terms.connectMs, leave);
      signal.addEventListener('abort', leave, { once: true });
      socket.on('error', leave);
      socket.once('connect', () => finish(this.#terms.protect(socket.pause())));
    });
  }

  close(): void {
    this.#socket?.destroy();
  }
}
