import { createHash } from 'node:crypto';
import type { Catalogue, CatalogueModel } from '../../../src/models/catalogue-schema.ts';

/** A model whose file is these bytes: the provider knows no more of a model than its hash. */
export function smallModel(id: string, bytes: Buffer, sources: CatalogueModel['sources']): CatalogueModel {
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

/** All of them preferred, in this order. */
export function smallCatalogue(...models: CatalogueModel[]): Catalogue {
  return { preferred: { shapes: models.map(({ id }) => id) }, models };
}
