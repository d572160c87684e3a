import { createHash } from 'node:crypto';
import type { Catalogue, CatalogueModel, ShapeModel } from '../../../src/models/catalogue-schema.ts';

/** A model whose file is these bytes: the provider knows no more of a model than its hash. */
export function smallModel(id: string, bytes: Buffer, sources: CatalogueModel['sources']): ShapeModel {
  return {
    id,
    name: `Model ${id}`,
    task: 'shapes',
    licence: 'MIT',
    origin: 'a test',
    decoder: 'yolox',
    input: { width: 416, height: 416, fit: 'letterbox', padValue: 114 },
    file: `${id}.onnx`,
    sizeBytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    sources,
  };
}

/** In no folder, and nowhere else. */
const FACE_MODEL: CatalogueModel = {
  id: 'face',
  name: 'Model face',
  task: 'faces',
  licence: 'MIT',
  origin: 'a test',
  decoder: 'yunet',
  file: 'face.onnx',
  sizeBytes: 1,
  sha256: '0'.repeat(64),
  sources: [{ kind: 'folder' }],
};

/** All of them preferred, in this order. */
export function smallCatalogue(...models: CatalogueModel[]): Catalogue {
  return { preferred: { shapes: models.map(({ id }) => id), faces: ['face'] }, models: [...models, FACE_MODEL] };
}
