import { join } from 'node:path';
import { readCatalogue } from '../models/catalogue.ts';
import type { ModelProgress } from '../models/model-progress.ts';
import { ModelProvider } from '../models/model-provider.ts';
import type { Options } from '../options.ts';
import type { AppearanceModel } from '../ports/appearance.ts';
import type { DetectorModel } from '../ports/detector-model.ts';
import type { FaceModels } from '../ports/face-models.ts';
import { systemClock as clock } from '../runtime/clock.ts';
import type { Logger } from '../runtime/logger.ts';
import { PROJECT_FOLDER } from './project-folder.ts';

export interface ChosenModels {
  readonly model: DetectorModel;
  /** Null where none can be had, or none was looked for. */
  readonly faceModels: FaceModels | null;
  /** As faceModels, for what objects look like. */
  readonly appearanceModel: AppearanceModel | null;
}

/** What profiles or cameras ask for: only then are its models looked for beyond this machine's folders. */
export interface WantedAnalytics {
  readonly faces: boolean;
  readonly comparison: boolean;
}

/**
 * The models that the options name, or the best at hand.
 * @throws ConciergeError MODEL_UNAVAILABLE, MODEL_HASH_MISMATCH
 */
export async function chooseModels(
  options: Options,
  dataDir: string,
  analytics: WantedAnalytics,
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
  const local = new ModelProvider({ ...settings, without: ['https', 'npm'] });
  const faces = await (analytics.faces ? provider : local).provideFaces(signal);
  if (faces.models) logger.info(`faces: ${faces.explanation}`);
  else if (analytics.faces) logger.warn(`Faces are not recognised: ${faces.explanation}`);
  const appearance = await (analytics.comparison ? provider : local).provideAppearance(signal);
  if (analytics.comparison && !appearance.model) logger.warn(`Objects are not compared: ${appearance.explanation}`);
  return { model, faceModels: faces.models, appearanceModel: appearance.model };
}
