import { Worker } from 'node:worker_threads';
import { ConciergeError } from '../domain/concierge-error.ts';
import type { FaceEngine, FaceSearch, FoundFace, RgbPicture } from '../ports/face-engine.ts';
import type { FaceModels } from '../ports/face-models.ts';
import { siblingModule } from '../runtime/sibling-module.ts';
import type { FaceCall, FromFaceThread, ToFaceThread } from './face-thread-messages.ts';

interface WaitingCall {
  readonly call: FaceCall;
  readonly resolve: (answer: FromFaceThread) => void;
  readonly reject: (error: ConciergeError) => void;
}

interface FaceThread {
  readonly worker: Worker;
  readonly calls: Map<number, WaitingCall>;
}

/** What a thread is given ahead, so that it never waits for us. */
const CALLS_A_THREAD = 2;

/**
 * Face engines in threads, since onnxruntime's run blocks its thread. They are started when first asked, so that whoever
 * looks for no faces has no models in memory; one that dies fails its calls and is replaced when next needed.
 */
export class FacePool implements FaceEngine {
  readonly size: number;
  readonly #models: FaceModels;
  readonly #waiting: WaitingCall[] = [];
  #threads: FaceThread[] = [];
  #nextId = 1;

  /** @param size threads, each with the models in memory: about 50 MB */
  constructor(models: FaceModels, size: number) {
    this.#models = models;
    this.size = size;
  }

  async find(picture: RgbPicture, search: FaceSearch): Promise<FoundFace[]> {
    const answer = await this.#ask({ kind: 'find', picture, search });
    return answer.kind === 'found' ? answer.faces : wrong(answer);
  }

  async describe(aligned: Uint8Array): Promise<number[]> {
    const answer = await this.#ask({ kind: 'describe', aligned });
    return answer.kind === 'described' ? answer.embedding : wrong(answer);
  }

  /** Ends the threads; calls without an answer are rejected. */
  async stop(): Promise<void> {
    for (const { reject } of this.#waiting.splice(0)) reject(stopped());
    await Promise.all(this.#threads.map(({ worker }) => worker.terminate()));
  }

  #ask(call: FaceCall): Promise<FromFaceThread> {
    const { promise, resolve, reject } = Promise.withResolvers<FromFaceThread>();
    this.#waiting.push({ call, resolve, reject });
    this.#handOut();
    return promise;
  }

  #handOut(): void {
    while (this.#waiting.length > 0) {
      const thread = this.#freeThread();
      const next = thread && this.#waiting.shift();
      if (!next) return;
      const id = this.#nextId++;
      thread.calls.set(id, next);
      const message: ToFaceThread = { ...next.call, id };
      thread.worker.postMessage(message);
    }
  }

  /** An idle one, else a new one, else the one with the least to do. */
  #freeThread(): FaceThread | null {
    const [least] = this.#threads.toSorted((a, b) => a.calls.size - b.calls.size);
    if ((!least || least.calls.size > 0) && this.#threads.length < this.size) return this.#addThread();
    return least && least.calls.size < CALLS_A_THREAD ? least : null;
  }

  #addThread(): FaceThread {
    const worker = new Worker(siblingModule('./face-thread', import.meta), { workerData: this.#models });
    const thread: FaceThread = { worker, calls: new Map() };
    this.#threads.push(thread);
    let reason = 'it ended';
    worker.on('message', (message: FromFaceThread) => this.#receive(thread, message));
    worker.on('error', (error) => {
      reason = String(error);
    });
    worker.on('exit', () => {
      this.#threads = this.#threads.filter((other) => other !== thread);
      const error = new ConciergeError('WORKER_CRASHED', `A thread that looks for faces failed: ${reason}.`);
      for (const { reject } of thread.calls.values()) reject(error);
    });
    return thread;
  }

  #receive({ calls }: FaceThread, message: FromFaceThread): void {
    const waiting = calls.get(message.id);
    calls.delete(message.id);
    // The next call goes out before this one's answer is worked on.
    this.#handOut();
    if (message.kind === 'failed') waiting?.reject(new ConciergeError(message.code, message.message));
    else waiting?.resolve(message);
  }
}

function stopped(): ConciergeError {
  return new ConciergeError('WORKER_CRASHED', 'The search for faces was stopped.');
}

function wrong({ kind }: FromFaceThread): never {
  throw new ConciergeError('WORKER_CRASHED', `A thread that looks for faces answered "${kind}" to another question.`);
}
