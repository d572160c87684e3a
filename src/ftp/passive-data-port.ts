import { createServer, type Server, type Socket } from 'node:net';
import { ConciergeError } from '../domain/concierge-error.ts';
import type { Clock } from '../runtime/clock.ts';
import type { DataPort } from './data-port.ts';
import type { PortLease } from './passive-port-pool.ts';
import { normalAddress } from './peer-address.ts';

/** How long a port that another program has is left alone. */
const TAKEN_PORT_REST_MS = 5000;

interface PassiveTerms {
  readonly host: string;
  readonly peerAddress: string;
  readonly connectMs: number;
  readonly clock: Clock;
  /** Puts TLS over the connection where that was agreed on. */
  readonly protect: (socket: Socket) => Socket;
}

/**
 * A passive port between its promise (227, 229) and the client's connection. The listener closes and the port goes back
 * the moment the client has connected: established connections need no listener, so that a clip that takes a minute to
 * arrive holds no port.
 */
export class PassiveDataPort implements DataPort {
  readonly mode = 'passive';
  readonly #terms: PassiveTerms;
  readonly #lease: PortLease;
  readonly #connected = Promise.withResolvers<Socket | null>();
  #server: Server | null = null;
  #socket: Socket | null = null;
  #cancelDeadline: () => void = () => {};

  constructor(lease: PortLease, terms: PassiveTerms) {
    this.#lease = lease;
    this.#terms = terms;
  }

  get port(): number {
    return this.#lease.port;
  }

  /** @throws ConciergeError PORT_IN_USE when another program has the port, which is then left alone for a while. */
  listen(): Promise<void> {
    const server = createServer({ pauseOnConnect: true }, (socket) => this.#accept(socket));
    this.#server = server;
    return new Promise((resolve, reject) => {
      server.once('error', (cause) => {
        this.#lease.giveBack(TAKEN_PORT_REST_MS);
        this.#giveUp();
        const message = `Cannot listen on passive port ${this.port}: ${cause.message}.`;
        reject(new ConciergeError('PORT_IN_USE', message, { cause, details: { port: this.port } }));
      });
      server.listen({ port: this.port, host: this.#terms.host, exclusive: true }, () => {
        server.on('error', () => this.close());
        this.#cancelDeadline = this.#terms.clock.after(this.#terms.connectMs, () => this.#giveUp());
        resolve();
      });
    });
  }

  async connect(signal: AbortSignal): Promise<Socket | null> {
    const leave = () => this.close();
    if (signal.aborted) leave();
    signal.addEventListener('abort', leave, { once: true });
    try {
      return await this.#connected.promise;
    } finally {
      signal.removeEventListener('abort', leave);
    }
  }

  close(): void {
    this.#giveUp();
    this.#socket?.destroy();
  }

  #accept(socket: Socket): void {
    // A reset before the transfer begins shows when the socket is read; until then it must not count as unhandled.
    socket.on('error', () => {});
    if (this.#socket !== null || normalAddress(socket.remoteAddress) !== this.#terms.peerAddress) {
      socket.destroy();
      return;
    }
    // At once, since some clients begin with TLS before they say what they transfer.
    this.#socket = this.#terms.protect(socket);
    this.#closeListener();
    this.#connected.resolve(this.#socket);
  }

  #giveUp(): void {
    this.#closeListener();
    this.#connected.resolve(null);
  }

  #closeListener(): void {
    this.#cancelDeadline();
    // The handle is closed at once; only the 'close' event waits for the accepted connection.
    this.#server?.close();
    this.#server = null;
    this.#lease.giveBack();
  }
}
