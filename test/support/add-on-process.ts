import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Options, readOptions } from '../../src/options.ts';
import { claimPorts, isPortFree } from './claim-ports.ts';

const PROJECT = join(import.meta.dirname, '../..');
const SOURCES = join(PROJECT, 'src/main.ts');
const READY = /Concierge is ready/;
const PORT_TAKEN = /PORT_IN_USE/;
/** Far above what a busy machine needs: it ends what would wait for ever. */
const DEADLINE_MS = 120_000;

export interface AddOnSettings {
  readonly rootDir: string;
  readonly dataDir: string;
  readonly homeAssistant?: { readonly url: string; readonly token: string };
  /** Where Home Assistant's own media have `rootDir`. */
  readonly homeAssistantMedia?: string;
  /** The ports of an earlier run; else free ones are found. */
  readonly portOffset?: number;
  /** Where it looks for ffmpeg; else where we do. */
  readonly path?: string;
  /** Absolute path of what node runs; else the sources. */
  readonly script?: string;
}

/** The real add-on, as `npm start` runs it, on free ports of loopback. */
export class AddOnProcess {
  readonly settings: AddOnSettings & { readonly portOffset: number };
  readonly ports: Options['ports'];
  readonly lines: string[] = [];
  readonly #child: ChildProcess;
  readonly #exited: Promise<number | null>;
  #watchers: { pattern: RegExp; found: (line: string) => void }[] = [];

  private constructor(settings: AddOnProcess['settings'], onLine: (line: string) => void) {
    this.settings = settings;
    const environment = environmentOf(settings);
    // Ports depend on the offset alone; what else DATA_DIR says is the add-on's to judge.
    this.ports = readOptions({ ...environment, DATA_DIR: '/nonexistent' }).ports;
    this.#child = spawn(process.execPath, [...nodeFlags(), settings.script ?? SOURCES], {
      env: { PATH: settings.path ?? process.env['PATH'], ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    // 'exit' may come before its last lines have been read.
    this.#exited = once(this.#child, 'close').then(([code]: unknown[]) => (typeof code === 'number' ? code : null));
    const end = () => this.#child.kill('SIGKILL');
    // A test that is cut off leaves nothing running.
    process.once('exit', end);
    this.#child.once('exit', () => process.off('exit', end));
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      if (!stream) continue;
      createInterface({ input: stream }).on('line', (line) => {
        this.lines.push(line);
        onLine(line);
        for (const watcher of this.#watchers.filter(({ pattern }) => pattern.test(line))) watcher.found(line);
      });
    }
  }

  /** Starts without waiting for readiness: for starts that are meant to fail. */
  static async launch(settings: AddOnSettings, onLine: (line: string) => void = () => {}): Promise<AddOnProcess> {
    const portOffset = settings.portOffset ?? (await freePortOffset());
    return new AddOnProcess({ ...settings, portOffset }, onLine);
  }

  /** Resolves once the add-on says that it is ready. */
  static async start(settings: AddOnSettings, onLine?: (line: string) => void): Promise<AddOnProcess> {
    for (let triesLeft = 5; ; triesLeft--) {
      const addOn = await AddOnProcess.launch(settings, onLine);
      try {
        await addOn.line(READY);
        return addOn;
      } catch (error) {
        // Between looking for free ports and listening on them, another test may have taken one.
        const wasOvertaken = settings.portOffset === undefined && addOn.lines.some((line) => PORT_TAKEN.test(line));
        await addOn.kill();
        if (!wasOvertaken || triesLeft === 1) throw error;
      }
    }
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** The first line of the log that matches, now or later; of those before line number `from`, none counts. */
  async line(pattern: RegExp, deadlineMs = DEADLINE_MS, from = 0): Promise<string> {
    const already = this.lines.slice(from).find((line) => pattern.test(line));
    if (already !== undefined) return already;
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    const watcher = { pattern, found: resolve };
    this.#watchers.push(watcher);
    const fail = (why: string) =>
      reject(new Error(`No line ${pattern} in the log: ${why}. It said:\n${this.lines.join('\n')}`));
    const timer = setTimeout(() => fail(`waited ${deadlineMs} ms`), deadlineMs);
    void this.#exited.then((code) => fail(`the add-on ended with code ${code}`));
    try {
      return await promise;
    } finally {
      clearTimeout(timer);
      this.#watchers = this.#watchers.filter((other) => other !== watcher);
    }
  }

  async credentials(): Promise<{ ftp_user: string; ftp_password: string; api_token: string }> {
    return JSON.parse(await readFile(join(this.settings.dataDir, 'credentials.json'), 'utf8'));
  }

  url(port: keyof Options['ports'], path: string): string {
    return `http://127.0.0.1:${this.ports[port]}${path}`;
  }

  /** As Docker stops it. The exit code. */
  async stop(): Promise<number | null> {
    this.#child.kill('SIGTERM');
    return this.#exited;
  }

  /** As a power cut stops it. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#exited;
  }

  exitCode(): Promise<number | null> {
    return this.#exited;
  }
}

/** Those that `npm start` gives to node. */
function nodeFlags(): string[] {
  const start: string = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8')).scripts.start;
  return start.split(' ').filter((word) => word.startsWith('--'));
}

function environmentOf(settings: AddOnSettings & { portOffset: number }): Record<string, string> {
  return {
    ROOT_DIR: settings.rootDir,
    DATA_DIR: settings.dataDir,
    CONCIERGE_PORT_OFFSET: String(settings.portOffset),
    CONCIERGE_LISTEN_HOST: '127.0.0.1',
    ...(settings.homeAssistantMedia ? { HA_MEDIA: settings.homeAssistantMedia } : {}),
    ...(settings.homeAssistant ? { HA_URL: settings.homeAssistant.url, HA_TOKEN: settings.homeAssistant.token } : {}),
  };
}

/** Offsets are this far apart, so that two add-ons never share a passive port. */
const OFFSET_STEP = 20;

/** Of ports that the add-on may get, those to which fetch never speaks: https://fetch.spec.whatwg.org/#port-blocking. */
const REFUSED_BY_FETCH = new Set([6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080]);

/** An offset at which every port of the add-on is free, and left to this process, below the range that the system gives to clients. */
export async function freePortOffset(): Promise<number> {
  for (let attempt = 0; attempt < 50; attempt++) {
    const portOffset = OFFSET_STEP * (5 + Math.floor(Math.random() * 130));
    if (!(await claimPorts(portOffset))) continue;
    const { ports } = readOptions({ DATA_DIR: '/nonexistent', CONCIERGE_PORT_OFFSET: String(portOffset) });
    const { passiveMin, passiveMax, ...single } = ports;
    const passive = Array.from({ length: passiveMax - passiveMin + 1 }, (_, index) => passiveMin + index);
    const free = await Promise.all([...Object.values(single), ...passive].map(isFree));
    if (free.every(Boolean)) return portOffset;
  }
  throw new Error('Found no free range of ports for the add-on in 50 tries.');
}

async function isFree(port: number): Promise<boolean> {
  return !REFUSED_BY_FETCH.has(port) && isPortFree(port);
}
