import { join } from 'node:path';
import type { DetectorModel, DetectorModels, LocalDetectorModel } from '../ports/detector-model.ts';
import type { Catalogue, ShapeModel } from './catalogue-schema.ts';
import { findInFolders } from './model-folders.ts';

/** Models of the catalogue that find shapes and lie in these folders, checked against their hash once. */
export class LocalDetectorModels implements DetectorModels {
  readonly #catalogue: () => Promise<Catalogue>;
  readonly #folders: readonly string[];
  readonly #found = new Map<string, DetectorModel>();

  /** @param folders looked into in this order */
  constructor(catalogue: () => Promise<Catalogue>, folders: readonly string[]) {
    this.#catalogue = catalogue;
    this.#folders = folders;
  }

  async list(): Promise<readonly LocalDetectorModel[]> {
    const models = await this.#ofCatalogue();
    const found = await Promise.all(models.map(async ({ id }) => ({ id, model: await this.find(id) })));
    return found.flatMap(({ id, model }) => (model ? [{ id, model }] : []));
  }

  async find(id: string): Promise<DetectorModel | null> {
    const known = this.#found.get(id);
    if (known) return known;
    const wanted = (await this.#ofCatalogue()).find((model) => model.id === id);
    if (!wanted) return null;
    const { folder } = await findInFolders(wanted, this.#folders);
    if (folder === null) return null;
    const { name, decoder, input, file } = wanted;
    const model = { name, file: join(folder, file), decoder, input };
    this.#found.set(id, model);
    return model;
  }

  async #ofCatalogue(): Promise<readonly ShapeModel[]> {
    return (await this.#catalogue()).models.filter((model) => model.task === 'shapes');
  }
}
