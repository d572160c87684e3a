import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

const ENTER = join(import.meta.dirname, 'enter');
const GRACE_MS = 20_000;

/** A program of the rig's Debian, with what it says in a file. It ends with this process, however that ends. */
export class RigProcess {
  readonly #child: ChildProcess;
  readonly #exited: Promise<unknown>;
  readonly #logFile: string;

  /** @param logFile is appended to */
  constructor(root: string, command: readonly string[], logFile: string) {
    this.#logFile = logFile;
    const log = openSync(logFile, 'a');
    this.#child = spawn(ENTER, [root, ...command], { stdio: ['ignore', log, log] });
    this.#exited = once(this.#child, 'exit');
    closeSync(log);
  }

  get hasEnded(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  log(): Promise<string> {
    return readFile(this.#logFile, 'utf8');
  }

  /** Asks it to end, and makes it end after a while. */
  async stop(): Promise<void> {
    if (this.hasEnded) return;
    this.#child.kill('SIGTERM');
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), GRACE_MS);
    await this.#exited;
    clearTimeout(timer);
  }

  async kill(): Promise<void> {
    if (this.hasEnded) return;
    this.#child.kill('SIGKILL');
    await this.#exited;
  }
}
