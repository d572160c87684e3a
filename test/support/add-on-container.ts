import { type ChildProcess, execFile, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { TestContext } from 'node:test';
import { promisify } from 'node:util';
import { waitUntil } from '../../script/home-assistant-rig/wait-until.ts';

const SCRIPTS = join(import.meta.dirname, '../../script');
const run = promisify(execFile);

/** The image of these sources, or why there is none to test. */
export function builtImage(): { readonly image: string; readonly missing: false | string } {
  const built = spawnSync(join(SCRIPTS, 'image'), ['--built'], { encoding: 'utf8' });
  const words = built.error?.message ?? built.stderr.trim();
  return { image: built.stdout.trim(), missing: built.status === 0 ? false : words };
}

/** The add-on's image as a running container: its own processes and loopback, with two folders of this machine. */
export class AddOnContainer {
  readonly lines: string[] = [];
  readonly #boot: ChildProcess;
  readonly #exited: Promise<number | null>;

  private constructor(image: string, data: string, media: string) {
    this.#boot = spawn(join(SCRIPTS, 'image-rig/boot'), [image, data, media], { stdio: ['ignore', 'pipe', 'pipe'] });
    this.#exited = once(this.#boot, 'exit').then(([code]: unknown[]) => (typeof code === 'number' ? code : null));
    for (const stream of [this.#boot.stdout, this.#boot.stderr]) {
      if (stream) createInterface({ input: stream }).on('line', (line) => this.lines.push(line));
    }
  }

  static async start(context: TestContext, image: string, data: string, media: string): Promise<AddOnContainer> {
    const container = new AddOnContainer(image, data, media);
    context.after(() => container.stop());
    await container.said(/Concierge is ready/);
    return container;
  }

  /** Waits until so many lines match. */
  async said(pattern: RegExp, times = 1): Promise<void> {
    const ended = this.#exited.then((code) => {
      throw new Error(`The container ended with ${code}.`);
    });
    const enough = waitUntil(`${times} x ${pattern} in the container's log`, 120_000, async () =>
      this.lines.filter((line) => pattern.test(line)).length >= times ? true : null,
    );
    await Promise.race([enough, ended]).catch((error: Error) => {
      throw new Error(`${error.message} It said:\n${this.lines.join('\n')}`);
    });
  }

  /** Runs a program of the image inside the container. What it printed. */
  async run(...command: readonly string[]): Promise<string> {
    const inside = ['--target', this.lines[0] ?? '', '--mount', '--net', '--pid', '--root', '--wd'];
    const { stdout } = await run('nsenter', [...inside, ...command], { timeout: 60_000 });
    return stdout;
  }

  /** As Supervisor stops an add-on. The container's exit code. */
  async stop(): Promise<number | null> {
    this.#boot.kill('SIGTERM');
    return this.#exited;
  }
}
