import { type ChildProcess, fork } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Logger } from '../runtime/logger.ts';
import { forwardLogLine } from './forward-log-line.ts';
import { type FromWorker, parseFromWorker, type ToWorker } from './worker-protocol.ts';

export interface ChildEvents {
  readonly message: (message: FromWorker) => void;
  /** Once, when the process is reaped. @param how `code 1` or `signal SIGKILL` */
  readonly exit: (how: string) => void;
}

/** In MB, two a thread, for new objects: left alone, these grow to 128 MB a thread before garbage is looked for. */
const MAX_SEMI_SPACE = '--max-semi-space-size=4';

/** What a process must be told before it begins. */
const WORKER_ENVIRONMENT = {
  // ONNX Runtime reports its use to its maker unless told not to.
  ORT_DISABLE_TELEMETRY: '1',
  // glibc's malloc keeps a pool a thread and large blocks in them: pictures and clips left 290 MB behind, and 170 MB with
  // two pools, and large blocks that go back to the system at once.
  MALLOC_ARENA_MAX: '2',
  MALLOC_TRIM_THRESHOLD_: '131072',
  MALLOC_MMAP_THRESHOLD_: '131072',
};

/**
 * One worker process. It leads a process group of its own, so that whatever it has started (ffmpeg) is ended with it,
 * even when it was killed itself and even when that child waits for something else than our pipe.
 */
export class WorkerChild {
  readonly #process: ChildProcess;
  readonly #logger: Logger;

  constructor(script: string, logger: Logger, events: ChildEvents) {
    this.#logger = logger;
    this.#process = fork(script, [], {
      execArgv: [MAX_SEMI_SPACE],
      env: { ...process.env, ...WORKER_ENVIRONMENT },
      detached: true,
      serialization: 'json',
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.#process.on('message', (message: unknown) => this.#receive(message, events));
    this.#process.once('exit', (code, signal) => {
      this.#killGroup();
      events.exit(signal ? `signal ${signal}` : `code ${code}`);
    });
    // An 'error' is a failed spawn, without an 'exit', or a message that could not be sent, followed by one.
    this.#process.on('error', (error) => {
      if (this.#process.pid === undefined) events.exit(error.message);
    });
    for (const output of [this.#process.stdout, this.#process.stderr]) {
      if (output) createInterface({ input: output }).on('line', (line) => this.#logger.warn(line));
    }
  }

  get pid(): number | null {
    return this.#process.pid ?? null;
  }

  /** Lost when the process is on its way out; its exit tells. */
  send(message: ToWorker): void {
    if (this.#process.connected) this.#process.send(message, () => {});
  }

  /** Ends the process and all that it started, at once. */
  kill(): void {
    this.#killGroup();
  }

  #receive(message: unknown, events: ChildEvents): void {
    const parsed = parseFromWorker(message);
    if (!parsed) this.#logger.error('The worker sent what is no message of its protocol; ignored');
    else if (parsed.kind === 'log') forwardLogLine(parsed.line, this.#logger);
    else events.message(parsed);
  }

  #killGroup(): void {
    if (this.#process.pid === undefined) return;
    try {
      process.kill(-this.#process.pid, 'SIGKILL');
    } catch {
      // ESRCH: nothing of the group is left.
    }
  }
}
