import { Worker } from 'node:worker_threads';
import { ConciergeError } from '../domain/concierge-error.ts';
import type { Detection } from '../domain/detection.ts';
import type { FrameSize } from '../domain/fit-frame.ts';
import type { DetectorModel } from '../ports/detector-model.ts';
import type { Clock } from '../runtime/clock.ts';
import { isFromThread, type ThreadStart, type ToThread } from './thread-messages.ts';

/** One frame being searched and one waiting, so that a thread never idles while its answer is read. */
const SLOTS = 2;
const START_LIMIT_MS = 30_000;
const STOP_LIMIT_MS = 2_000;

export interface DetectCall {
  readonly planes: Uint8Array;
  readonly frame: FrameSize;
  readonly minConfidence: number;
  readonly resolve: (detections: Detection[]) => void;
  readonly reject: (error: ConciergeError) => void;
}

export interface PoolThreadOptions {
  readonly model: DetectorModel;
  readonly threadFile: URL;
  readonly clock: Clock;
  /** A slot became free. */
  readonly onFree: () => void;
  /** It ended without being told to; its calls are rejected already. */
  readonly onDeath: (thread: PoolThread, error: ConciergeError) => void;
}

/** A thread with a detector, as the pool sees it. */
export class PoolThread {
  readonly #options: PoolThreadOptions;
  readonly #slots: readonly SharedArrayBuffer[];
  readonly #frames: readonly Uint8Array[];
  readonly #calls: (DetectCall | null)[];
  readonly #ready = Promise.withResolvers<void>();
  readonly #ended = Promise.withResolvers<void>();
  #worker: Worker | null = null;
  #failure: ConciergeError | null = null;
  #stopping = false;

  constructor(options: PoolThreadOptions) {
    const { width, height } = options.model.input;
    this.#options = options;
    this.#slots = Array.from({ length: SLOTS }, () => new SharedArrayBuffer(3 * width * height));
    this.#frames = this.#slots.map((slot) => new Uint8Array(slot));
    this.#calls = this.#slots.map(() => null);
  }

  /** Slots in use; a new call fits below SLOTS. */
  get load(): number {
    return this.#calls.filter((call) => call !== null).length;
  }

  get isFull(): boolean {
    return this.load === SLOTS;
  }

  /** Resolves when the model is loaded. @throws ConciergeError MODEL_UNAVAILABLE, WORKER_CRASHED or WORKER_TIMED_OUT */
  async start(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    const workerData: ThreadStart = { model: this.#options.model, slots: this.#slots };
    const worker = new Worker(this.#options.threadFile, { workerData });
    this.#worker = worker;
    worker.on('message', (message: unknown) => this.#receive(message));
    worker.on('error', (cause) => {
      this.#failure = new ConciergeError('WORKER_CRASHED', `A detector thread failed: ${String(cause)}`, { cause });
    });
    worker.on('exit', (exitCode) => this.#onExit(exitCode));
    const onAbort = () => this.#ready.reject(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
    const cancel = this.#options.clock.after(START_LIMIT_MS, () => this.#ready.reject(lateError()));
    try {
      await this.#ready.promise;
    } catch (error) {
      await this.stop();
      throw error;
    } finally {
      cancel();
      signal.removeEventListener('abort', onAbort);
    }
  }

  /** Copies the frame into a free slot: the caller's buffer is free again when this returns. */
  detect(call: DetectCall): void {
    const slot = this.#calls.indexOf(null);
    this.#frames[slot]?.set(call.planes);
    this.#calls[slot] = call;
    const { width, height } = call.frame;
    this.#post({ kind: 'detect', slot, width, height, minConfidence: call.minConfidence });
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    if (!this.#worker) return;
    this.#post({ kind: 'stop' });
    const cancel = this.#options.clock.after(STOP_LIMIT_MS, () => void this.#worker?.terminate());
    await this.#ended.promise;
    cancel();
  }

  #receive(message: unknown): void {
    if (!isFromThread(message)) return;
    if (message.kind === 'ready') {
      this.#ready.resolve();
    } else if (message.kind === 'found') {
      this.#take(message.slot)?.resolve(message.detections);
    } else {
      const error = new ConciergeError(message.code, message.message);
      if (message.slot === null) this.#failure = error;
      else this.#take(message.slot)?.reject(error);
    }
  }

  #take(slot: number): DetectCall | null {
    const call = this.#calls[slot] ?? null;
    this.#calls[slot] = null;
    // The next frame goes out before this one's answer is worked on.
    this.#options.onFree();
    return call;
  }

  #onExit(exitCode: number): void {
    this.#worker = null;
    const error =
      this.#failure ?? new ConciergeError('WORKER_CRASHED', `A detector thread ended with exit code ${exitCode}.`);
    this.#ready.reject(error);
    for (const [slot, call] of this.#calls.entries()) {
      this.#calls[slot] = null;
      call?.reject(error);
    }
    this.#ended.resolve();
    if (!this.#stopping) this.#options.onDeath(this, error);
  }

  #post(message: ToThread): void {
    this.#worker?.postMessage(message);
  }
}

function lateError(): ConciergeError {
  return new ConciergeError('WORKER_TIMED_OUT', `A detector thread did not start within ${START_LIMIT_MS / 1000} s.`);
}
