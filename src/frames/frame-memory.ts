import { freeMemory } from '../runtime/free-memory.ts';

/** Frames that wait to be used again; a consumer holds a few more. */
const MOST_FREE = 8;

/**
 * The memory of a clip's frames. Hundreds of them, half a megabyte and more each, would keep the garbage collector and
 * the system's memory busy, so what the consumer gives back is filled again.
 */
export class FrameMemory {
  #free: Uint8Array<ArrayBuffer>[] = [];
  #isClosed = false;

  /** Alone in its ArrayBuffer, of any content. */
  take(sizeBytes: number): Uint8Array<ArrayBuffer> {
    const place = this.#free.findIndex(({ length }) => length === sizeBytes);
    const [memory] = place < 0 ? [] : this.#free.splice(place, 1);
    return memory ?? Buffer.allocUnsafeSlow(sizeBytes);
  }

  giveBack(memory: Uint8Array): void {
    const isOurs = memory.buffer instanceof ArrayBuffer && memory.byteLength === memory.buffer.byteLength;
    if (isOurs && this.#free.length < MOST_FREE && !this.#isClosed) this.#free.push(new Uint8Array(memory.buffer));
    else freeMemory(memory);
  }

  /** The clip is over: what is free, or given back from now on, goes back to the system. */
  close(): void {
    this.#isClosed = true;
    for (const memory of this.#free) freeMemory(memory);
    this.#free = [];
  }
}
