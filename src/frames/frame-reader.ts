import type { Readable } from 'node:stream';
import { ByteReader } from './byte-reader.ts';

/** Memory of its own for one frame: not Node's shared pool, so that it can be transferred to a thread. */
export function frameBuffer(sizeBytes: number): Uint8Array<ArrayBuffer> {
  return Buffer.allocUnsafeSlow(sizeBytes);
}

/** Cuts a stream of raw images into frames of `sizeBytes`; an incomplete last one is left out. */
export async function* rawFrames(stream: Readable, sizeBytes: number): AsyncGenerator<Uint8Array, void> {
  const reader = new ByteReader(stream);
  for (;;) {
    const frame = frameBuffer(sizeBytes);
    if (!(await reader.fill(frame))) return;
    yield frame;
  }
}
