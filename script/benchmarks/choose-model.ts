import { join } from 'node:path';
import { readCatalogue } from '../../src/models/catalogue.ts';
import { ModelProvider } from '../../src/models/model-provider.ts';
import type { DetectorModel } from '../../src/ports/detector-model.ts';
import { systemClock } from '../../src/runtime/clock.ts';

const MODELS = join(import.meta.dirname, '../../models');

/** The model of shapes that `auto` takes here. */
export async function chooseModel(): Promise<DetectorModel> {
  const catalogue = await readCatalogue(join(MODELS, 'catalogue.json'));
  const provider = new ModelProvider({ catalogue, targetFolder: MODELS, folders: [], clock: systemClock });
  return (await provider.provideShapes(null, new AbortController().signal)).model;
}
