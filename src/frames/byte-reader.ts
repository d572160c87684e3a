import type { Readable } from 'node:stream';
import { freeMemory } from '../runtime/free-memory.ts';

/**
 * Reads exact numbers of bytes from a stream, whose chunks it frees; nothing is read ahead of what was asked for but one
 * chunk.
 */
export class ByteReader {
  readonly #chunks: AsyncIterator<Buffer>;
  #chunk: Uint8Array = new Uint8Array(0);
  /** Of the chunk, what was not yet asked for. */
  #rest = this.#chunk;

  constructor(stream: Readable) {
    this.#chunks = stream[Symbol.asyncIterator]();
  }

  /** Fills the target; false when the stream ended before. */
  async fill(target: Uint8Array): Promise<boolean> {
    let filled = 0;
    while (filled < target.length) {
      if (this.#rest.length === 0 && !(await this.#more())) return false;
      const part = this.#rest.subarray(0, target.length - filled);
      target.set(part, filled);
      filled += part.length;
      this.#rest = this.#rest.subarray(part.length);
    }
    return true;
  }

  /** The text up to the next newline, which is taken as well; null when the stream ended, or none came within `maxLength`. */
  async line(maxLength: number): Promise<string | null> {
    let text = '';
    while (text.length <= maxLength) {
      if (this.#rest.length === 0 && !(await this.#more())) return null;
      const end = this.#rest.indexOf(0x0a);
      const part = end < 0 ? this.#rest : this.#rest.subarray(0, end);
      text += Buffer.from(part).toString('latin1');
      this.#rest = this.#rest.subarray(end < 0 ? part.length : end + 1);
      if (end >= 0) return text;
    }
    return null;
  }

  async #more(): Promise<boolean> {
    // A 4K frame comes in 190 of them: the garbage collector let some 60 MB gather.
    freeMemory(this.#chunk);
    const next = await this.#chunks.next();
    if (next.done) return false;
    this.#chunk = next.value;
    this.#rest = next.value;
    return true;
  }
}
