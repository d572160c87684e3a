import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { stampAt } from './reolink-clock.ts';
import { type Refusal, ReolinkCommands } from './reolink-commands.ts';
import { uploadFile } from './reolink-uploads.ts';
import { SELF_SIGNED } from './self-signed-certificate.ts';

export type Firmware = 'new' | 'old' | 'without FTP';

export interface FakeReolinkOptions {
  readonly user?: string;
  readonly password?: string;
  readonly firmware?: Firmware;
  readonly secure?: boolean;
  readonly maxSessions?: number;
  /** Whether its firmware knows when clocks change. */
  readonly knowsSummerTime?: boolean;
  /** What it answers when asked for a picture. */
  readonly picture?: Buffer;
}

/** A Reolink camera over a real socket of loopback, with the habits that cameras have. */
export class FakeReolinkCamera {
  readonly commands: ReolinkCommands;
  readonly #server: Server;
  readonly #options: FakeReolinkOptions;
  readonly #sessions = new Set<string>();
  /** Every command that came, in order. */
  readonly received: string[] = [];
  /** Commands that are never answered. */
  readonly slow = new Set<string>();
  /** How often a command's connection is dropped before it is answered. */
  readonly drops = new Map<string, number>();
  /** Commands that are refused, and how. */
  readonly refusals = new Map<string, Refusal>();
  /** Commands to which something is answered that is not the API's. */
  readonly nonsense = new Map<string, string>();
  #watchers: { cmd: string; seen: () => void }[] = [];

  private constructor(options: FakeReolinkOptions) {
    this.#options = options;
    this.commands = new ReolinkCommands(options.firmware ?? 'new', options.knowsSummerTime ?? true);
    const answer = (request: IncomingMessage, response: ServerResponse) => void this.#answer(request, response);
    this.#server = options.secure ? createSecureServer(SELF_SIGNED, answer) : createServer(answer);
  }

  static async start(options: FakeReolinkOptions = {}): Promise<FakeReolinkCamera> {
    const camera = new FakeReolinkCamera(options);
    camera.#server.listen(0, '127.0.0.1');
    await once(camera.#server, 'listening');
    return camera;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  get port(): number {
    // A server that listens on TCP has such an address.
    return (this.#server.address() as AddressInfo).port;
  }

  get host(): string {
    return `127.0.0.1:${this.port}`;
  }

  get openSessions(): number {
    return this.#sessions.size;
  }

  /** Takes one of the camera's few sessions, as its app does. */
  occupy(): void {
    this.#sessions.add(randomBytes(6).toString('hex'));
  }

  /** As a restart does. */
  forgetSessions(): void {
    this.#sessions.clear();
  }

  /** Resolves when the next such command comes. */
  async next(cmd: string): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#watchers.push({ cmd, seen: resolve });
    return promise;
  }

  /** Something moves: uploads by the FTP settings that it was given. The path that the file has on the server. */
  async sendMotion(local: string, extension: 'jpg' | 'mp4', nowMs: number): Promise<string> {
    const { ftp, time, dst, name } = this.commands;
    const enabled = 'enable' in ftp ? ftp['enable'] : (ftp['schedule'] as { enable?: number }).enable;
    if (enabled !== 1) throw new Error('FTP is off in this camera.');
    return uploadFile(ftp, { local, extension, cameraName: name, stamp: stampAt(nowMs, time, dst) });
  }

  /** Tells whom its webhook names that something moves; the status that it is answered. */
  async sendWebhook(type: string): Promise<number> {
    const hook = this.commands.webhooks?.find(({ indexEnable }) => indexEnable === 1);
    if (!hook) throw new Error('This camera has no webhook.');
    const { name } = this.commands;
    const alarm = { alarmTime: '2026-11-22T10:00:00.000+0000', channel: 0, channelName: name, device: name, type };
    const body = JSON.stringify({ alarm: { ...alarm, deviceModel: 'RLC-810A', message: type, title: name } });
    const response = await fetch(String(hook['hookUrl']), { method: 'POST', body });
    await response.arrayBuffer();
    return response.status;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const query = new URL(request.url ?? '/', 'http://camera').searchParams;
    const cmd = query.get('cmd') ?? '';
    const body = request.method === 'POST' ? await text(request) : '';
    this.received.push(cmd);
    for (const { seen } of this.#watchers.filter((watcher) => watcher.cmd === cmd)) seen();
    this.#watchers = this.#watchers.filter((watcher) => watcher.cmd !== cmd);
    const drops = this.drops.get(cmd) ?? 0;
    if (drops > 0) {
      this.drops.set(cmd, drops - 1);
      request.socket.destroy();
      return;
    }
    if (this.slow.has(cmd)) return;
    const nonsense = this.nonsense.get(cmd);
    if (nonsense !== undefined) response.end(nonsense);
    else if (request.method === 'GET' && cmd === 'Snap') this.#snap(query, response);
    else response.end(JSON.stringify([{ cmd, ...(await this.#reply(cmd, query.get('token'), body)) }]));
  }

  async #reply(cmd: string, token: string | null, body: string): Promise<Record<string, unknown>> {
    const refusal = this.refusals.get(cmd);
    if (refusal) return failed(refusal);
    // A fake reads what our own client wrote; a wrong shape fails the test.
    const [command] = JSON.parse(body) as { cmd: string; param: Record<string, unknown> }[];
    if (command?.cmd !== cmd) return failed({ rspCode: -4, detail: 'cmd differs from that of the address' });
    if (cmd === 'Login') return this.#logIn(command.param['User'] as Record<string, string>);
    if (token === null || !this.#sessions.has(token)) return failed({ rspCode: -6, detail: 'please login first' });
    if (cmd === 'Logout') {
      this.#sessions.delete(token);
      return { code: 0, value: { rspCode: 200 } };
    }
    const outcome = await this.commands.run(cmd, command.param);
    return 'rspCode' in outcome ? failed(outcome) : { code: 0, value: outcome.value };
  }

  #logIn(user: Record<string, string>): Record<string, unknown> {
    if (!this.#fits(user['userName'], user['password'])) return failed({ rspCode: -7, detail: 'login failed' });
    if (this.#sessions.size >= (this.#options.maxSessions ?? 4)) return failed({ rspCode: -5, detail: 'max session' });
    const token = randomBytes(6).toString('hex');
    this.#sessions.add(token);
    return { code: 0, value: { Token: { leaseTime: 3600, name: token } } };
  }

  #fits(user: string | null | undefined, password: string | null | undefined): boolean {
    return user === (this.#options.user ?? 'admin') && password === (this.#options.password ?? 'secret');
  }

  #snap(query: URLSearchParams, response: ServerResponse): void {
    if (this.#fits(query.get('user'), query.get('password'))) {
      response.setHeader('Content-Type', 'image/jpeg').end(this.#options.picture);
    } else {
      response.end(JSON.stringify([{ cmd: 'Snap', ...failed({ rspCode: -7, detail: 'login failed' }) }]));
    }
  }
}

function failed(error: Refusal): Record<string, unknown> {
  return { code: 1, error };
}
