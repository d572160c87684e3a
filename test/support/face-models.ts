import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FaceModels } from '../../src/ports/face-models.ts';

/** Where script/setup puts models, and where development and CI share them. */
const FOLDERS = ['../../models', '../../../shared/models'].map((path) => fileURLToPath(new URL(path, import.meta.url)));

function modelFile(name: string): string | null {
  return FOLDERS.map((folder) => join(folder, name)).find((file) => existsSync(file)) ?? null;
}

const embedding = modelFile('dlib_face_embedding.onnx');
const yunet = modelFile('yunet_n_dynamic.onnx');
const ssd = modelFile('face_ssd_512.onnx');
const landmarks = modelFile('face_landmarks_68.onnx');
const embedder = { name: 'dlib face embedding', file: embedding ?? '' };

/** By the detector; those that this machine has. */
export const FACE_MODELS: readonly FaceModels[] = [
  ...(embedding && yunet ? [{ detector: { name: 'YuNet', file: yunet, decoder: 'yunet' as const }, embedder }] : []),
  ...(embedding && ssd && landmarks
    ? [
        {
          detector: {
            name: 'face SSD',
            file: ssd,
            decoder: 'face-ssd' as const,
            landmarks: { name: '68 landmarks', file: landmarks },
          },
          embedder,
        },
      ]
    : []),
];

export const withoutFaceModels = FACE_MODELS.length > 0 ? false : 'there are no face models: run script/setup';
