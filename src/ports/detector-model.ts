import type { DetectorInput } from './detector.ts';

/** How a model's output is read; each has a decoder in detect/. */
export const DECODER_NAMES = ['yolox', 'ssdlite'] as const;
export type DecoderName = (typeof DECODER_NAMES)[number];

/** A model that is on this machine, checked against its hash: all that a detector needs. Plain data, it crosses processes. */
export interface DetectorModel {
  /** As people read it: `YOLOX-nano 416x416`. */
  readonly name: string;
  /** Absolute path of the ONNX file. */
  readonly file: string;
  readonly decoder: DecoderName;
  readonly input: DetectorInput;
}

export interface LocalDetectorModel {
  /** The catalogue's: `yolox_nano_416x416`. */
  readonly id: string;
  readonly model: DetectorModel;
}

/** The models that find shapes and are on this machine; nothing is fetched. */
export interface DetectorModels {
  list(): Promise<readonly LocalDetectorModel[]>;
  /** Null: there is no such model, or it is not here. */
  find(id: string): Promise<DetectorModel | null>;
}
