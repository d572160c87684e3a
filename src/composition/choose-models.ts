import { join } from 'node:path';
import { readCatalogue } from '../models/catalogue.ts';
import type { ModelProgress } from '../models/model-progress.ts';
import { ModelProvider } from '../models/model-provider.ts';
import type { Options } from '../options.ts';
import type { DetectorModel } from '../ports/detector-model.ts';
import type { FaceModels } from '../ports/face-models.ts';
import { systemClock as clock } from '../runtime/clock.ts';
import type { Logger } from '../runtime/logger.ts';
import { PROJECT_FOLDER } from './project-folder.ts';

export interface ChosenModels {
  readonly model: DetectorModel;
  /** Null where none can be had, or none was looked for. */
  readonly faceModels: FaceModels | null;
}

/**
 * The models that the options name, or the best at hand.
 * @param facesWanted by a profile or a camera: only then are face models looked for beyond this machine's folders
 * @throws ConciergeError MODEL_UNAVAILABLE, MODEL_HASH_MISMATCH
 */
export async function chooseModels(
  options: Options,
  dataDir: string,
  facesWanted: boolean,
  ownLogger: Logger,
  signal: AbortSignal,
): Promise<ChosenModels> {
  const logger = ownLogger.child({ service: 'models' });
  const settings = {
    catalogue: await readCatalogue(join(PROJECT_FOLDER, 'models/catalogue.json')),
    targetFolder: join(dataDir, 'models'),
    folders: [...(options.modelsDir ? [options.modelsDir] : []), join(PROJECT_FOLDER, 'models')],
    clock,
    onProgress: ({ modelName, doing, doneBytes }: ModelProgress) => {
      if (doneBytes === null) logger.info(`${modelName}: ${doing}`);
    },
  };
  const provider = new ModelProvider(settings);
  const wanted = options.model === 'auto' ? null : options.model;
  const { model, explanation, problems } = await provider.provideShapes(wanted, signal);
  for (const problem of problems) logger.warn({ code: problem.code }, problem.message);
  logger.info(explanation);
  const source = facesWanted ? provider : new ModelProvider({ ...settings, without: ['https', 'npm'] });
  const faces = await source.provideFaces(signal);
  if (faces.models) logger.info(`faces: ${faces.explanation}`);
  else if (facesWanted) logger.warn(`Faces are not recognised: ${faces.explanation}`);
  return { model, faceModels: faces.models };
}
