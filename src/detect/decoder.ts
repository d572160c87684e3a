import type { DetectorInput } from '../ports/detector.ts';
import type { Candidates } from './candidates.ts';

/** The outputs of a model by name, each flat. */
export type ModelOutputs = Readonly<Record<string, Float32Array>>;

/** Knows one family of models: how a frame goes in, and how boxes come out. Holds no state of a frame. */
export interface ModelDecoder {
  readonly inputName: string;
  readonly inputType: 'uint8' | 'float32';
  /** The shape of each output, batch of one included. */
  readonly outputShapes: Readonly<Record<string, readonly number[]>>;
  /** Two boxes of a class that overlap by more are one object; intersection over union. */
  readonly overlapLimit: number;
  /** @param planes uint8 G, B, R; @param tensor the input, as long as the planes */
  fillInput(planes: Uint8Array, tensor: Uint8Array | Float32Array): void;
  /** Adds the boxes with at least this confidence, each with its best class. */
  collect(outputs: ModelOutputs, minConfidence: number, candidates: Candidates): void;
}

export type DecoderFactory = (input: DetectorInput) => ModelDecoder;
