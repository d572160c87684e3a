import type { DecoderName } from '../ports/detector-model.ts';
import type { DecoderFactory } from './decoder.ts';
import { createSsdliteDecoder } from './ssdlite-decoder.ts';
import { createYoloxDecoder } from './yolox-decoder.ts';

export const DECODERS: Readonly<Record<DecoderName, DecoderFactory>> = {
  yolox: createYoloxDecoder,
  ssdlite: createSsdliteDecoder,
};
