import { open } from 'node:fs/promises';
import { ConciergeError } from '../domain/concierge-error.ts';
import type { Clock } from '../runtime/clock.ts';
import { Deadline } from './deadline.ts';

/** A machine without internet learns it within this time, once a host. */
const ANSWER_LIMIT_MS = 4_000;
const STALL_LIMIT_MS = 10_000;

export interface DownloadRequest {
  readonly url: string;
  /** Written anew. */
  readonly toFile: string;
  /** More is refused. */
  readonly sizeBytes: number;
  readonly onBytes: (doneBytes: number) => void;
}

/** Downloads files. A host that could not be reached, broke off or fell silent is not tried again. */
export class HttpsDownloads {
  readonly #fetch: typeof fetch;
  readonly #clock: Clock;
  readonly #deadHosts = new Map<string, string>();

  constructor(options: { readonly fetch: typeof fetch; readonly clock: Clock }) {
    this.#fetch = options.fetch;
    this.#clock = options.clock;
  }

  /** @throws ConciergeError MODEL_UNAVAILABLE, or MODEL_HASH_MISMATCH when more bytes come than the file has */
  async download(request: DownloadRequest, signal: AbortSignal): Promise<void> {
    const { host } = new URL(request.url);
    const dead = this.#deadHosts.get(host);
    if (dead !== undefined) throw unavailable(dead);
    const deadline = new Deadline(this.#clock, signal);
    try {
      await this.#transfer(request, host, deadline);
    } catch (error) {
      signal.throwIfAborted();
      const problem = networkProblem(error);
      if (problem === null) throw error;
      this.#deadHosts.set(host, `${host} ${problem}`);
      throw unavailable(`${host} ${problem}`, error);
    } finally {
      deadline.clear();
    }
  }

  async #transfer(request: DownloadRequest, host: string, deadline: Deadline): Promise<void> {
    deadline.set(ANSWER_LIMIT_MS, new Silence(`did not answer within ${ANSWER_LIMIT_MS / 1000} s`));
    const response = await this.#fetch(request.url, { signal: deadline.signal });
    if (!response.ok || !response.body) {
      await response.body?.cancel();
      throw unavailable(`${host} answered ${response.status} to ${request.url}`);
    }
    const heard = () => deadline.set(STALL_LIMIT_MS, new Silence(`sent nothing for ${STALL_LIMIT_MS / 1000} s`));
    heard();
    await save(response.body, request, heard);
  }
}

async function save(body: ReadableStream<Uint8Array>, request: DownloadRequest, heard: () => void): Promise<void> {
  await using file = await open(request.toFile, 'w');
  let doneBytes = 0;
  for await (const chunk of body) {
    heard();
    doneBytes += chunk.byteLength;
    if (doneBytes > request.sizeBytes) {
      const problem = `${request.url} has more than the expected ${request.sizeBytes} bytes`;
      throw new ConciergeError('MODEL_HASH_MISMATCH', problem);
    }
    await file.writeFile(chunk);
    request.onBytes(doneBytes);
  }
}

class Silence extends Error {}

/** What is wrong with the way to the host, or null when the fault is another: the host's answer, our disk. */
function networkProblem(error: unknown): string | null {
  if (error instanceof Silence) return error.message;
  // fetch rejects with a TypeError for every fault of the network, and says which in its cause.
  if (!(error instanceof TypeError)) return null;
  const { cause } = error;
  const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : error.message;
  return `cannot be reached (${reason})`;
}

function unavailable(problem: string, cause?: unknown): ConciergeError {
  return new ConciergeError('MODEL_UNAVAILABLE', problem, { cause });
}
