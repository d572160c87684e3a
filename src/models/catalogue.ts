import { readFile } from 'node:fs/promises';
import { Ajv } from 'ajv';
import { ConciergeError, messageOf } from '../domain/concierge-error.ts';
import { type Catalogue, CatalogueSchema } from './catalogue-schema.ts';

const isCatalogue = new Ajv({ strict: true, allErrors: false }).compile<Catalogue>(CatalogueSchema);

/** @throws ConciergeError CONFIG_INVALID naming the field that is wrong */
export async function readCatalogue(path: string): Promise<Catalogue> {
  let json: unknown;
  try {
    json = JSON.parse(await readFile(path, 'utf8'));
  } catch (cause) {
    throw invalid(path, messageOf(cause), cause);
  }
  if (!isCatalogue(json)) {
    const where = isCatalogue.errors?.[0];
    throw invalid(path, `"${where?.instancePath ?? ''}" ${where?.message ?? 'is not valid'}`);
  }
  for (const id of [...json.preferred.shapes, ...json.preferred.faces, ...landmarkIds(json)]) {
    if (!json.models.some((model) => model.id === id)) throw invalid(path, `it names "${id}", no model here`);
  }
  if (new Set(json.models.map(({ id }) => id)).size < json.models.length) throw invalid(path, 'two models share an id');
  return json;
}

function landmarkIds({ models }: Catalogue): string[] {
  return models.flatMap((model) => (model.task === 'faces' && model.landmarks ? [model.landmarks] : []));
}

function invalid(path: string, problem: string, cause?: unknown): ConciergeError {
  return new ConciergeError('CONFIG_INVALID', `Cannot read the model catalogue "${path}": ${problem}.`, { cause });
}
