import { ConciergeError } from '../domain/concierge-error.ts';
import type { Detection } from '../domain/detection.ts';
import type { FrameSize } from '../domain/fit-frame.ts';
import type { Detector, DetectorInput } from '../ports/detector.ts';
import type { DetectorModel } from '../ports/detector-model.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Logger } from '../runtime/logger.ts';
import { siblingModule } from '../runtime/sibling-module.ts';
import { type DetectCall, PoolThread } from './pool-thread.ts';

export interface DetectorPoolOptions {
  readonly model: DetectorModel;
  /** Threads, each with a session of its own: as many as processor cores to be used. */
  readonly size: number;
  readonly logger: Logger;
  readonly clock: Clock;
  /** What a thread runs; default detector-thread.ts. */
  readonly threadFile?: URL;
}

/**
 * Detectors in threads. Unlike a single one it takes any number of calls at once; twice `size` of them
 * unanswered keep it busy. Calls go out in the order in which they came.
 */
export class DetectorPool implements Detector {
  readonly modelName: string;
  readonly input: DetectorInput;
  readonly size: number;
  readonly #options: DetectorPoolOptions;
  readonly #waiting: DetectCall[] = [];
  #threads: PoolThread[] = [];
  #running: AbortController | null = null;

  constructor(options: DetectorPoolOptions) {
    this.modelName = options.model.name;
    this.input = options.model.input;
    this.size = options.size;
    this.#options = options;
  }

  /**
   * Resolves when every thread has its model.
   * @throws ConciergeError MODEL_UNAVAILABLE, WORKER_CRASHED or WORKER_TIMED_OUT; nothing runs then
   */
  async start(signal: AbortSignal): Promise<void> {
    this.#running = new AbortController();
    const starting = Array.from({ length: this.size }, () => this.#addThread(signal));
    const failed = (await Promise.allSettled(starting)).find(({ status }) => status === 'rejected');
    if (!failed) return;
    await this.stop();
    await Promise.all(starting);
  }

  /** Ends the threads; calls without an answer are rejected with WORKER_CRASHED. */
  async stop(): Promise<void> {
    this.#running?.abort(stoppedError());
    this.#running = null;
    this.#rejectWaiting(stoppedError());
    const threads = this.#threads;
    this.#threads = [];
    await Promise.all(threads.map((thread) => thread.stop()));
  }

  /**
   * As Detector.detect. The planes stay the caller's, and may be a slice of a larger buffer; they must not change until
   * the promise settles, since a frame that waits for a thread is not copied.
   * Rejects with ConciergeError WORKER_CRASHED when the thread died or the pool was stopped; the next call may succeed.
   */
  detect(planes: Uint8Array, frame: FrameSize, minConfidence: number): Promise<Detection[]> {
    const { width, height } = this.input;
    const expected = 3 * width * height;
    if (planes.length !== expected) {
      const problem = `Cannot search a frame of ${planes.length} bytes, expected ${expected}.`;
      return Promise.reject(new ConciergeError('MEDIA_UNREADABLE', problem));
    }
    if (!this.#running) return Promise.reject(stoppedError());
    const { promise, resolve, reject } = Promise.withResolvers<Detection[]>();
    this.#waiting.push({ planes, frame, minConfidence, resolve, reject });
    this.#handOut();
    return promise;
  }

  #handOut(): void {
    while (this.#waiting.length > 0) {
      const thread = this.#threads.filter(({ isFull }) => !isFull).sort((a, b) => a.load - b.load)[0];
      const call = thread && this.#waiting.shift();
      if (!call) return;
      thread.detect(call);
    }
  }

  async #addThread(signal: AbortSignal): Promise<void> {
    const { model, clock } = this.#options;
    const thread = new PoolThread({
      model,
      clock,
      threadFile: this.#options.threadFile ?? siblingModule('./detector-thread', import.meta),
      onFree: () => this.#handOut(),
      onDeath: (dead, error) => void this.#replace(dead, error),
    });
    await thread.start(signal);
    if (this.#running) this.#threads.push(thread);
    else await thread.stop();
  }

  /** One that dies while it starts is not replaced again: the fault is in the model or the machine. */
  async #replace(dead: PoolThread, error: ConciergeError): Promise<void> {
    const running = this.#running;
    if (!running || !this.#threads.includes(dead)) return;
    this.#threads = this.#threads.filter((thread) => thread !== dead);
    this.#options.logger.error({ code: error.code }, `${error.message} Starting another.`);
    try {
      await this.#addThread(running.signal);
      this.#handOut();
    } catch (failure) {
      if (running.signal.aborted) return;
      this.#options.logger.error({ err: failure }, 'A detector thread could not be started again');
      if (this.#threads.length === 0) this.#fail(error);
    }
  }

  /** Without threads no call would ever be answered. */
  #fail(error: ConciergeError): void {
    this.#running = null;
    this.#rejectWaiting(error);
  }

  #rejectWaiting(error: ConciergeError): void {
    for (const call of this.#waiting.splice(0)) call.reject(error);
  }
}

function stoppedError(): ConciergeError {
  return new ConciergeError('WORKER_CRASHED', 'The detectors are stopped.');
}
