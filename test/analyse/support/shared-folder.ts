import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { DetectorModel } from '../../../src/ports/detector-model.ts';

/** A file beside the checkout, in ../shared, or null where that is missing. */
export function sharedFile(name: string): string | null {
  const path = fileURLToPath(new URL(`../../../../shared/${name}`, import.meta.url));
  return existsSync(path) ? path : null;
}

const modelFile = sharedFile('models/yolox_nano_416x416.onnx');

export const yolox: DetectorModel | null =
  modelFile === null
    ? null
    : {
        name: 'YOLOX-nano 416x416',
        file: modelFile,
        decoder: 'yolox',
        input: { width: 416, height: 416, fit: 'letterbox', padValue: 114 },
      };

export const withoutModel = yolox ? false : 'there is no ../shared/models/yolox_nano_416x416.onnx';
