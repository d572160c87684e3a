import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { messageOf } from '../domain/concierge-error.ts';
import { cannotListen } from '../runtime/cannot-listen.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Logger } from '../runtime/logger.ts';
import type { Service, ServiceHealth } from '../runtime/service.ts';

/** How long answers that are under way may take when the service stops. */
const GRACE_MS = 2000;

export interface HttpServiceParts {
  /** What the log and /health call it. */
  readonly name: string;
  /** `::`: every address, of IPv6 and IPv4. */
  readonly host: string;
  /** 0: any free port; see `port`. */
  readonly port: number;
  readonly app: RequestListener;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** One port that speaks HTTP. */
export class HttpService implements Service {
  readonly name: string;
  readonly #parts: HttpServiceParts;
  #server: Server | null = null;
  #health: ServiceHealth = { state: 'stopped', detail: 'stopped' };

  constructor(parts: HttpServiceParts) {
    this.name = parts.name;
    this.#parts = parts;
  }

  /** @throws ConciergeError PORT_IN_USE when the port cannot be opened, for whatever reason, which the message names. */
  async start(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    const { name, host, port, app, logger } = this.#parts;
    const server = createServer({ requestTimeout: 60_000, headersTimeout: 15_000, keepAliveTimeout: 5000 }, app);
    this.#server = server;
    this.#health = { state: 'starting', detail: `opening port ${port}` };
    const { promise: listening, resolve, reject } = Promise.withResolvers<void>();
    server.once('error', reject);
    // Without a host, Node takes IPv4 alone where the machine has no IPv6.
    server.listen(host === '::' ? { port } : { host, port }, resolve);
    try {
      await listening;
    } catch (cause) {
      this.#server = null;
      const error = cannotListen(name, { host, port }, cause);
      this.#health = { state: 'failed', detail: error.message };
      throw error;
    }
    server.off('error', reject);
    server.on('error', (error) => logger.error({ error: messageOf(error) }, `the server of ${name} has a fault`));
    this.#health = { state: 'running', detail: `listening on port ${this.port}` };
  }

  /** Answers that are under way have two seconds; then their connections are closed. */
  async stop(): Promise<void> {
    const server = this.#server;
    this.#server = null;
    this.#health = { state: 'stopped', detail: 'stopped' };
    if (!server) return;
    const { promise: closed, resolve } = Promise.withResolvers<void>();
    server.close(() => resolve());
    server.closeIdleConnections();
    const cancel = this.#parts.clock.after(GRACE_MS, () => server.closeAllConnections());
    await closed;
    cancel();
  }

  health(): ServiceHealth {
    return this.#health;
  }

  /** The port that is open; the configured one as long as none is. */
  get port(): number {
    const address = this.#server?.address();
    return isAddressInfo(address) ? address.port : this.#parts.port;
  }
}

function isAddressInfo(address: AddressInfo | string | null | undefined): address is AddressInfo {
  return typeof address === 'object' && address !== null;
}
