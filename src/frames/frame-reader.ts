import type { Readable } from 'node:stream';
import { ByteReader } from './byte-reader.ts';
import type { FrameMemory } from './frame-memory.ts';

/** Cuts a stream of raw images into frames of `sizeBytes`; an incomplete last one is left out. */
export async function* rawFrames(
  stream: Readable,
  sizeBytes: number,
  memory: FrameMemory,
): AsyncGenerator<Uint8Array, void> {
  const reader = new ByteReader(stream);
  for (;;) {
    const frame = memory.take(sizeBytes);
    if (!(await reader.fill(frame))) return;
    yield frame;
  }
}
