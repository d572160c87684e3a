import { ConciergeError } from '../../domain/concierge-error.ts';
import type { TfjsWeight } from './tfjs-graph.ts';

/** A value known before the model runs. */
export interface Constant {
  readonly shape: readonly number[];
  readonly data: Float32Array<ArrayBuffer> | Int32Array<ArrayBuffer>;
}

/**
 * Cuts the weight files, laid one behind the other, into their tensors.
 * @param bytes little-endian, as the machines that we run on are
 * @throws ConciergeError MODEL_UNAVAILABLE when the sizes do not add up
 */
export function readTfjsWeights(weights: readonly TfjsWeight[], bytes: Uint8Array): Map<string, Constant> {
  const constants = new Map<string, Constant>();
  let offset = 0;
  for (const { name, shape, dtype } of weights) {
    const end = offset + 4 * shape.reduce((product, size) => product * size, 1);
    // A copy: a typed array over the file's bytes would need them aligned to 4.
    const buffer = new Uint8Array(bytes.subarray(offset, end)).buffer;
    if (buffer.byteLength !== end - offset) throw sizeError(end, bytes.length);
    constants.set(name, { shape, data: dtype === 'int32' ? new Int32Array(buffer) : new Float32Array(buffer) });
    offset = end;
  }
  if (offset !== bytes.length) throw sizeError(offset, bytes.length);
  return constants;
}

function sizeError(expectedBytes: number, sizeBytes: number): ConciergeError {
  return new ConciergeError(
    'MODEL_UNAVAILABLE',
    `Cannot convert the model: its weight files have ${sizeBytes} bytes, expected ${expectedBytes}.`,
  );
}
