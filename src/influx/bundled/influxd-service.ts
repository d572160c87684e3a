import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { messageOf } from '../../domain/concierge-error.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { Logger } from '../../runtime/logger.ts';
import type { Service, ServiceHealth } from '../../runtime/service.ts';
import { writeFileDurably } from '../../runtime/write-file-durably.ts';
import { dyingWithUs } from './dying-with-us.ts';
import { influxdConfig } from './influxd-config.ts';
import { setUpInfluxd } from './set-up-influxd.ts';

const FIRST_RESTART_MS = 1_000;
const MOST_RESTART_MS = 5 * 60_000;
/** Then it is killed: its log on disk brings back what was in memory. */
const STOP_GRACE_MS = 4_000;

export interface InfluxdParts {
  /** The binary of InfluxDB 1.8. */
  readonly path: string;
  readonly dataDir: string;
  readonly host: string;
  readonly port: number;
  /** `user:password` */
  readonly token: string;
  readonly database: string;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** An InfluxDB of our own as a child process: set up at its first start, started again when it dies. */
export class InfluxdService implements Service {
  readonly name = 'InfluxDB server';
  readonly #parts: InfluxdParts;
  #child: ChildProcess | null = null;
  #exited: Promise<unknown> = Promise.resolve();
  #stopping = new AbortController();
  #cancelRestart = () => {};
  #restarts = 0;
  #lastDeath = '';
  #health: ServiceHealth = { state: 'stopped', detail: 'stopped' };

  constructor(parts: InfluxdParts) {
    this.#parts = parts;
  }

  /** Does not wait until it answers: points wait for it in the outbox. */
  async start(): Promise<void> {
    const { dataDir, host, port } = this.#parts;
    const folder = join(dataDir, 'influxdb');
    await mkdir(folder, { recursive: true });
    await writeFileDurably(join(folder, 'influxdb.conf'), influxdConfig(folder, host, port));
    this.#spawn(folder);
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#cancelRestart();
    const child = this.#child;
    if (child === null) return;
    child.kill('SIGTERM');
    const cancel = this.#parts.clock.after(STOP_GRACE_MS, () => child.kill('SIGKILL'));
    await this.#exited;
    cancel();
    this.#health = { state: 'stopped', detail: 'stopped' };
  }

  health(): ServiceHealth {
    return this.#health;
  }

  #spawn(folder: string): void {
    const { path, port, logger } = this.#parts;
    this.#health = { state: 'starting', detail: `starting on port ${port}` };
    const { program, args } = dyingWithUs(path, ['-config', join(folder, 'influxdb.conf')]);
    const child = spawn(program, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {},
    });
    this.#child = child;
    let lastLine = '';
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        lastLine = line.trim() || lastLine;
        logger.debug(line);
      });
    }
    const failed = once(child, 'error').then(
      ([error]: unknown[]) =>
        `Cannot start influxd (${messageOf(error)}): install InfluxDB 1.8, or set influxdb to off or external (TOOL_MISSING)`,
    );
    const ended = once(child, 'exit').then(
      ([code, signal]: unknown[]) => `it ended with ${signal ?? code}: ${lastLine}`,
    );
    this.#exited = Promise.race([failed, ended]).then((why) => this.#died(folder, why));
    void this.#setUp();
  }

  async #setUp(): Promise<void> {
    const { port, token, database, logger } = this.#parts;
    try {
      const url = `http://127.0.0.1:${port}`;
      await setUpInfluxd({ url, token, database, signal: this.#stopping.signal });
      this.#restarts = 0;
      this.#lastDeath = '';
      this.#health = { state: 'running', detail: `listening on port ${port}, database ${database}` };
    } catch (error) {
      if (this.#stopping.signal.aborted) return;
      this.#health = { state: 'degraded', detail: `cannot set it up: ${messageOf(error)}` };
      logger.warn(this.#health.detail);
    }
  }

  #died(folder: string, why: string): void {
    this.#child = null;
    if (this.#stopping.signal.aborted) return;
    const { clock, logger } = this.#parts;
    const waitMs = Math.min(MOST_RESTART_MS, FIRST_RESTART_MS * 2 ** Math.min(this.#restarts, 20));
    this.#restarts += 1;
    this.#health = { state: 'degraded', detail: `${why}; it is started again in ${Math.ceil(waitMs / 1000)} s` };
    logger[why === this.#lastDeath ? 'debug' : 'warn'](this.#health.detail);
    this.#lastDeath = why;
    this.#cancelRestart = clock.after(waitMs, () => this.#spawn(folder));
  }
}
