import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { claimFreePorts } from '../support/claim-ports.ts';

/** Somebody's listener, over a real socket of loopback. */
export class ListenerServer {
  readonly #server: Server;
  readonly received: Record<string, unknown>[] = [];
  status = 200;
  answer: unknown = {};
  /** Calls come and are never answered. */
  silent = false;
  #watchers: (() => void)[] = [];

  private constructor() {
    this.#server = createServer((request, response) => {
      void text(request).then((body) => {
        // What it is sent is ours; anything else than an object fails the test.
        this.received.push(JSON.parse(body) as Record<string, unknown>);
        for (const seen of this.#watchers) seen();
        if (this.silent) return;
        response.writeHead(this.status, { 'content-type': 'application/json', location: '/elsewhere' });
        response.end(JSON.stringify(this.answer));
      });
    });
  }

  /** @param port of one that was stopped: it stays this process's own */
  static async start(port?: number): Promise<ListenerServer> {
    const listener = new ListenerServer();
    listener.#server.listen(port ?? (await claimFreePorts(1)), '127.0.0.1');
    await once(listener.#server, 'listening');
    return listener;
  }

  get port(): number {
    // A server that listens on TCP has such an address.
    return (this.#server.address() as AddressInfo).port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}/hook`;
  }

  /** Resolves when so many calls have come in all. */
  async calls(count: number): Promise<Record<string, unknown>[]> {
    while (this.received.length < count) {
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#watchers.push(resolve);
      await promise;
    }
    return this.received;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
