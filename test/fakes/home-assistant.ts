import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { FakeEntityRegistry } from './entity-registry.ts';
import { FakeConnection } from './home-assistant-connection.ts';
import { FakeMobileApp } from './mobile-app.ts';
import { type BrokerMessage, FakeMqttBroker } from './mqtt-broker.ts';

export interface FakeHomeAssistantOptions {
  readonly token?: string;
  /** 0 = any free one. */
  readonly port?: number;
  /** False: no MQTT integration, until `loadMqtt`. */
  readonly mqtt?: boolean;
  /** Whether the token belongs to an administrator. */
  readonly admin?: boolean;
}

export interface FiredEvent {
  readonly event_type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Far above what a busy machine needs: a wrong expectation ends with what was expected. */
const WAIT_DEADLINE_MS = 120_000;

const FRAME_LIMIT_BYTES = 4 * 1024 * 1024;

/**
 * A Home Assistant that speaks the real websocket protocol over a real socket, at /api/websocket and, as through the
 * Supervisor's proxy, /core/websocket; with an MQTT integration and its broker.
 */
export class FakeHomeAssistant {
  readonly version = '2026.11.0';
  /** May be set: a client that logs in with another one is refused. */
  token: string;
  readonly admin: boolean;
  /** How the core answers while it is up; `refusing`: 502 to everything, as the proxy does while the core restarts. */
  refusing = false;
  /** Answer nothing any more, pings included: a half-open connection. */
  silent = false;
  coreState: 'RUNNING' | 'STARTING' = 'RUNNING';
  readonly components = new Set(['api', 'websocket_api', 'homeassistant']);
  broker = new FakeMqttBroker();
  registry = new FakeEntityRegistry();
  readonly mobileApp = new FakeMobileApp();
  /** Of its machine, as the command `network` tells them. */
  adapters: readonly unknown[] = [];
  /** What was fired with fire_event. */
  readonly events: FiredEvent[] = [];
  /** Types of the commands, in order, over all connections. */
  readonly commands: string[] = [];
  /** Breaches of the protocol by the client. */
  readonly breaches: string[] = [];
  connectionCount = 0;
  refusedLogins = 0;
  refusedUpgrades = 0;
  readonly #connections = new Set<FakeConnection>();
  readonly #http: Server;
  readonly #sockets = new WebSocketServer({ noServer: true, maxPayload: FRAME_LIMIT_BYTES });
  #waiting: { predicate: () => unknown; resolve: () => void; deadline: NodeJS.Timeout }[] = [];

  private constructor({ token = 'a-token', mqtt = true, admin = true }: FakeHomeAssistantOptions) {
    this.token = token;
    this.admin = admin;
    if (mqtt) this.components.add('mqtt');
    this.#http = createServer((request, response) => void this.#answer(request, response));
    this.#http.on('upgrade', (request, socket, head) => this.#upgrade(request, socket, head));
    this.broker.subscribe('homeassistant/device/#', ({ topic, payload }) => this.registry.handle(topic, payload));
  }

  static async start(options: FakeHomeAssistantOptions = {}): Promise<FakeHomeAssistant> {
    const fake = new FakeHomeAssistant(options);
    await new Promise<void>((resolve) => fake.#http.listen(options.port ?? 0, '127.0.0.1', resolve));
    return fake;
  }

  /** What goes into HA_URL. */
  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get port(): number {
    // A listening TCP server's address is never a string or null.
    return (this.#http.address() as AddressInfo).port;
  }

  get published(): readonly BrokerMessage[] {
    return this.broker.published;
  }

  get retained(): ReadonlyMap<string, string> {
    return this.broker.retained;
  }

  get entities() {
    return this.registry.entities;
  }

  get connections(): number {
    return this.#connections.size;
  }

  /** Payloads published at this topic so far, in order. */
  at(topic: string): string[] {
    return this.published.filter((message) => message.topic === topic).map(({ payload }) => payload);
  }

  /** The retained JSON at this topic; undefined when there is none. */
  json(topic: string): Record<string, unknown> | undefined {
    const payload = this.retained.get(topic);
    return payload === undefined ? undefined : JSON.parse(payload);
  }

  /** Resolves when the predicate is true; it is asked whenever something happened here. */
  waitFor(predicate: () => unknown): Promise<void> {
    if (predicate()) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const deadline = setTimeout(
        () => reject(new Error(`Home Assistant was not told in ${WAIT_DEADLINE_MS / 1000} s: ${predicate}`)),
        WAIT_DEADLINE_MS,
      );
      this.#waiting.push({ predicate, resolve, deadline });
    });
  }

  dropConnections(): void {
    for (const connection of this.#connections) connection.terminate();
  }

  /** The core restarts: connections drop, the broker keeps what is retained, and entities are discovered from it again. */
  restart(): void {
    this.dropConnections();
    this.registry = new FakeEntityRegistry();
    for (const [topic, payload] of this.retained) this.registry.handle(topic, payload);
  }

  /** The user adds the MQTT integration. */
  loadMqtt(): void {
    this.components.add('mqtt');
    this.tell('component_loaded', { component: 'mqtt' });
  }

  /** A message from elsewhere: a user's switch, or Home Assistant's birth. */
  deliver(topic: string, payload: string, retain = false): void {
    this.broker.publish({ topic, payload, qos: 1, retain });
    this.happened();
  }

  /** An event on Home Assistant's bus. */
  tell(event_type: string, data: Readonly<Record<string, unknown>>): void {
    for (const connection of this.#connections) connection.emit({ event_type, data });
    this.happened();
  }

  happened(): void {
    const due = this.#waiting.filter(({ predicate }) => predicate());
    this.#waiting = this.#waiting.filter((waiting) => !due.includes(waiting));
    for (const { resolve, deadline } of due) {
      clearTimeout(deadline);
      resolve();
    }
  }

  async stop(): Promise<void> {
    for (const { deadline } of this.#waiting) clearTimeout(deadline);
    this.dropConnections();
    this.#sockets.close();
    await new Promise((resolve) => {
      this.#http.close(resolve);
      this.#http.closeAllConnections();
    });
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const text = await request.setEncoding('utf8').reduce((all, part) => all + part, '');
    const entry = /^\/api\/config\/config_entries\/entry\/(\w+)$/.exec(request.url ?? '')?.[1];
    const isRegistration = request.method === 'POST' && request.url === '/api/mobile_app/registrations';
    if (request.headers.authorization !== `Bearer ${this.token}`) response.writeHead(401).end();
    else if (isRegistration) response.writeHead(201).end(JSON.stringify(this.mobileApp.register(JSON.parse(text))));
    else if (request.method === 'DELETE' && entry && this.mobileApp.remove(entry)) response.end('{}');
    else response.writeHead(404).end();
    this.happened();
  }

  #upgrade(request: Parameters<WebSocketServer['handleUpgrade']>[0], socket: Duplex, head: Buffer): void {
    socket.on('error', () => {});
    if (this.refusing || (request.url !== '/api/websocket' && request.url !== '/core/websocket')) {
      this.refusedUpgrades += 1;
      socket.end(`HTTP/1.1 ${this.refusing ? '502 Bad Gateway' : '404 Not Found'}\r\nConnection: close\r\n\r\n`);
      this.happened();
      return;
    }
    this.#sockets.handleUpgrade(request, socket, head, (websocket) => this.#accept(websocket));
  }

  #accept(websocket: WebSocket): void {
    this.connectionCount += 1;
    const connection = new FakeConnection(websocket, this);
    this.#connections.add(connection);
    websocket.on('close', () => {
      connection.closed();
      this.#connections.delete(connection);
      this.happened();
    });
    this.happened();
  }
}
