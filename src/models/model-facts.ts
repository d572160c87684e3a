import { basename, dirname } from 'node:path';
import type { ModelFacts } from '../ports/engine-report.ts';
import type { Catalogue } from './catalogue-schema.ts';

/** @param files absolute paths of models in use; one that the catalogue does not have is left out */
export function modelFacts({ models }: Catalogue, files: readonly string[]): readonly ModelFacts[] {
  return files.flatMap((path) => {
    const model = models.find(({ file }) => file === basename(path));
    if (!model) return [];
    const { task, name, licence, sizeBytes, origin } = model;
    const input = model.task === 'shapes' ? { width: model.input.width, height: model.input.height } : null;
    return { task, name, licence, input, sizeBytes, origin, folder: dirname(path) };
  });
}
