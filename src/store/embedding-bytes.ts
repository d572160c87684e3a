import type { Embedding } from '../domain/face-distance.ts';

/** Four bytes a number, in the byte order of every machine that Concierge runs on. */
export function embeddingToBytes(embedding: Embedding): Uint8Array {
  return new Uint8Array(Float32Array.from(embedding).buffer);
}

/** Null for what is no row of 4-byte numbers. */
export function embeddingFromBytes(bytes: Uint8Array | null): Float32Array | null {
  if (bytes === null || bytes.byteLength % 4 !== 0) return null;
  // A copy, as a view must begin at a multiple of four.
  return new Float32Array(bytes.slice().buffer);
}
