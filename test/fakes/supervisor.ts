import { once } from 'node:events';
import {
  createServer,
  type IncomingMessage,
  request as openRequest,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { buffer, json } from 'node:stream/consumers';
import { WebSocketServer } from 'ws';
import { Ingress, type IngressSettings } from './supervisor-ingress.ts';
import { ProxiedSocket } from './supervisor-socket.ts';

export interface SupervisorSettings {
  /** Of the core behind it: http://host:port */
  readonly coreUrl: string;
  /** An administrator's, as Supervisor has one for its own user. */
  readonly coreToken: string;
  readonly coreVersion: string;
  readonly ingress?: IngressSettings;
}

/** aiohttp's own limit for what a client sends. */
const LONGEST_MESSAGE_BYTES = 4 * 1024 * 1024;

/**
 * What Home Assistant's Supervisor does for an add-on, before a core that has none: the websocket and REST proxy under
 * /core, with the add-on's own token, and the core's and Supervisor's share of ingress under /api/hassio_ingress.
 */
export class FakeSupervisor {
  /** The add-on's, as SUPERVISOR_TOKEN; set another one to revoke it. */
  token = 'supervisor-token-of-the-add-on';
  /** Types of commands that it did not let through. */
  readonly denied: string[] = [];
  /** Connections and requests that it answered 502, since the core was not up. */
  badGateways = 0;
  readonly #settings: SupervisorSettings;
  /** Null when it has none to lead to. */
  readonly ingress: Ingress | null;
  readonly #http: Server;
  readonly #sockets = new WebSocketServer({ noServer: true, maxPayload: LONGEST_MESSAGE_BYTES });
  readonly #proxied = new Set<ProxiedSocket>();

  private constructor(settings: SupervisorSettings) {
    this.#settings = settings;
    this.ingress = settings.ingress ? new Ingress(settings.ingress) : null;
    this.#http = createServer((request, response) => void this.#answer(request, response));
    this.#http.on('upgrade', (request, socket, head) => void this.#upgrade(request, socket, head));
  }

  static async start(settings: SupervisorSettings): Promise<FakeSupervisor> {
    const started = new FakeSupervisor(settings);
    started.#http.listen(0, '127.0.0.1');
    await once(started.#http, 'listening');
    return started;
  }

  /** What an add-on reaches as http://supervisor. */
  get url(): string {
    // A listening TCP server's address is never a string or null.
    return `http://127.0.0.1:${(this.#http.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    for (const socket of this.#proxied) socket.close();
    this.#http.close();
    this.#http.closeAllConnections();
    await once(this.#http, 'close');
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? '/';
    if (path.startsWith('/core/api/')) await this.#proxyRequest(request, response, path.slice('/core'.length));
    else if (this.ingress?.takes(path)) this.ingress.answer(request, response);
    else response.writeHead(404).end();
  }

  async #proxyRequest(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
    const given = /(\S+)$/.exec(request.headers.authorization ?? '')?.[1] ?? request.headers['x-ha-access'];
    if (given !== this.token) {
      response.writeHead(401).end('401: Unauthorized');
      return;
    }
    if (!(await this.#coreRuns())) {
      this.badGateways++;
      response.writeHead(502).end('502: Bad Gateway');
      return;
    }
    const body = Buffer.concat(await request.toArray());
    const contentType = request.headers['content-type'] ?? 'application/octet-stream';
    const answer = await this.#askCore(request.method ?? 'GET', path, { 'Content-Type': contentType }, body);
    response.writeHead(answer?.statusCode ?? 502, { 'Content-Type': answer?.headers['content-type'] ?? 'text/plain' });
    response.end(answer ? await buffer(answer) : '502: Bad Gateway');
  }

  async #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    socket.on('error', () => {});
    const path = request.url ?? '';
    if (path !== '/core/websocket' && path !== '/core/api/websocket') {
      socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n');
      return;
    }
    if (!(await this.#coreRuns())) {
      this.badGateways++;
      socket.end('HTTP/1.1 502 Bad Gateway\r\nConnection: close\r\n\r\n');
      return;
    }
    this.#sockets.handleUpgrade(request, socket, head, (client) => {
      const proxied = new ProxiedSocket(client, this.#settings, () => this.token, this.denied);
      this.#proxied.add(proxied);
      client.once('close', () => this.#proxied.delete(proxied));
    });
  }

  /** While the core starts, stops or is away, nothing gets through. */
  async #coreRuns(): Promise<boolean> {
    const answer = await this.#askCore('GET', '/api/core/state', {}, null);
    if (answer?.statusCode !== 200) return false;
    const { state } = (await json(answer)) as { state?: string };
    return state === 'RUNNING';
  }

  /** Null when nobody answers. */
  async #askCore(
    method: string,
    path: string,
    headers: Readonly<Record<string, string>>,
    body: Buffer | null,
  ): Promise<IncomingMessage | null> {
    const { coreUrl, coreToken } = this.#settings;
    // A connection of its own: one that was kept may be the core's before it restarted.
    const asked = openRequest(`${coreUrl}${path}`, {
      method,
      agent: false,
      headers: { ...headers, Authorization: `Bearer ${coreToken}` },
    });
    asked.end(body);
    try {
      const [answer] = await once(asked, 'response');
      return answer;
    } catch {
      return null;
    }
  }
}
