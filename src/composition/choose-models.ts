import { join } from 'node:path';
import { readCatalogue } from '../models/catalogue.ts';
import { LocalDetectorModels } from '../models/local-detector-models.ts';
import type { ModelProgress } from '../models/model-progress.ts';
import { ModelProvider, type ProvidedFaces } from '../models/model-provider.ts';
import type { Options } from '../options.ts';
import type { AppearanceModel } from '../ports/appearance.ts';
import type { DetectorModel, DetectorModels } from '../ports/detector-model.ts';
import type { FaceModels } from '../ports/face-models.ts';
import { systemClock as clock } from '../runtime/clock.ts';
import type { Logger } from '../runtime/logger.ts';
import { PROJECT_FOLDER } from './project-folder.ts';

export interface ChosenModels {
  readonly model: DetectorModel;
  /** All that are here. */
  readonly detectorModels: DetectorModels;
  /** Null where this machine has none. */
  readonly faceModels: FaceModels | null;
  /** Looks for them over the network, too. */
  readonly provideFaces: (signal: AbortSignal) => Promise<ProvidedFaces>;
  /** As faceModels, for what objects look like. */
  readonly appearanceModel: AppearanceModel | null;
}

/**
 * The models that the options name, or the best at hand.
 * @param comparisonWanted by a profile: only then is its model looked for beyond this machine's folders
 * @throws ConciergeError MODEL_UNAVAILABLE, MODEL_HASH_MISMATCH
 */
export async function chooseModels(
  options: Options,
  dataDir: string,
  comparisonWanted: boolean,
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
  const faces = await local.provideFaces(signal);
  if (faces.models) logger.info(`faces: ${faces.explanation}`);
  const appearance = await (comparisonWanted ? provider : local).provideAppearance(signal);
  if (comparisonWanted && !appearance.model) logger.warn(`Objects are not compared: ${appearance.explanation}`);
  const provideFaces: ChosenModels['provideFaces'] = (wanted) => provider.provideFaces(wanted);
  const detectorModels = new LocalDetectorModels(
    async () => settings.catalogue,
    [settings.targetFolder, ...settings.folders],
  );
  return { model, detectorModels, faceModels: faces.models, provideFaces, appearanceModel: appearance.model };
}
