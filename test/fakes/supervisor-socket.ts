import { type RawData, WebSocket } from 'ws';
import type { SupervisorSettings } from './supervisor.ts';

const LOGIN_DEADLINE_MS = 10_000;
const HEARTBEAT_MS = 30_000;
/** What is Supervisor's own is not for add-ons that come through its proxy. */
const DENIED = /^(supervisor|hassio)\//;

/** One add-on's connection: its login is Supervisor's, everything after it is the core's. */
export class ProxiedSocket {
  readonly #client: WebSocket;
  readonly #settings: SupervisorSettings;
  readonly #denied: string[];
  readonly #timers: NodeJS.Timeout[];
  #core: WebSocket | null = null;

  constructor(client: WebSocket, settings: SupervisorSettings, tokenNow: () => string, denied: string[]) {
    this.#client = client;
    this.#settings = settings;
    this.#denied = denied;
    this.#timers = [
      setTimeout(() => this.#core ?? client.close(), LOGIN_DEADLINE_MS),
      setInterval(() => client.ping(), HEARTBEAT_MS),
    ];
    client.on('error', () => {});
    client.once('close', () => this.close());
    client.once('message', (raw) => this.#login(parse(raw), tokenNow()));
    this.#tell({ type: 'auth_required', ha_version: settings.coreVersion });
  }

  close(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#client.terminate();
    this.#core?.terminate();
  }

  #login(message: Readonly<Record<string, unknown>>, token: string): void {
    const given = message['api_password'] ?? message['access_token'];
    if (given !== token) {
      this.#tell({ type: 'auth_invalid', message: 'Invalid access' });
      this.#client.close();
      return;
    }
    this.#tell({ type: 'auth_ok', ha_version: this.#settings.coreVersion });
    this.#join();
  }

  /** Logs in to the core as its own user. What the client says meanwhile waits. */
  #join(): void {
    const { coreUrl, coreToken } = this.#settings;
    const early: string[] = [];
    const core = new WebSocket(`${coreUrl.replace(/^http/, 'ws')}/api/websocket`);
    this.#core = core;
    let joined = false;
    this.#client.on('message', (raw) => {
      const text = raw.toString();
      if (this.#refuses(text)) return;
      if (joined) core.send(text);
      else early.push(text);
    });
    core.on('error', () => {});
    core.once('close', () => this.#client.close());
    core.on('message', (raw) => {
      if (joined) {
        this.#client.send(raw.toString());
        return;
      }
      const { type } = parse(raw);
      if (type === 'auth_required') core.send(JSON.stringify({ type: 'auth', access_token: coreToken }));
      if (type !== 'auth_ok') return;
      joined = true;
      for (const text of early.splice(0)) core.send(text);
    });
  }

  #refuses(text: string): boolean {
    const { id, type } = parseText(text);
    if (typeof type !== 'string' || !DENIED.test(type)) return false;
    this.#denied.push(type);
    this.#tell({ id, type: 'result', success: false, error: { code: 'unauthorized', message: 'Unauthorized' } });
    return true;
  }

  #tell(message: object): void {
    this.#client.send(JSON.stringify(message));
  }
}

function parse(raw: RawData): Readonly<Record<string, unknown>> {
  return parseText(raw.toString());
}

function parseText(text: string): Readonly<Record<string, unknown>> {
  return JSON.parse(text);
}
