import { join } from 'node:path';
import { readCatalogue } from '../models/catalogue.ts';
import { ModelProvider } from '../models/model-provider.ts';
import type { Options } from '../options.ts';
import type { DetectorModel } from '../ports/detector-model.ts';
import { systemClock as clock } from '../runtime/clock.ts';
import type { Logger } from '../runtime/logger.ts';
import { PROJECT_FOLDER } from './project-folder.ts';

/** The model that the options name, or the best at hand. @throws ConciergeError MODEL_UNAVAILABLE, MODEL_HASH_MISMATCH */
export async function chooseModel(
  options: Options,
  dataDir: string,
  logger: Logger,
  signal: AbortSignal,
): Promise<DetectorModel> {
  const provider = new ModelProvider({
    catalogue: await readCatalogue(join(PROJECT_FOLDER, 'models/catalogue.json')),
    targetFolder: join(dataDir, 'models'),
    folders: [...(options.modelsDir ? [options.modelsDir] : []), join(PROJECT_FOLDER, 'models')],
    clock,
    onProgress: ({ modelName, doing, doneBytes }) => {
      if (doneBytes === null) logger.info({ service: 'models' }, `${modelName}: ${doing}`);
    },
  });
  const { model, explanation, problems } = await provider.provideShapes(
    options.model === 'auto' ? null : options.model,
    signal,
  );
  for (const problem of problems) logger.warn({ service: 'models', code: problem.code }, problem.message);
  logger.info({ service: 'models' }, explanation);
  return model;
}
