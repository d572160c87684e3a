import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { ConciergeError } from '../../src/domain/concierge-error.ts';
import { ModelProvider } from '../../src/models/model-provider.ts';
import type { ModelProviderOptions } from '../../src/models/model-search.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { smallCatalogue, smallModel } from './support/small-catalogue.ts';

const BEST = Buffer.from('the best model');
const OTHER = Buffer.from('another model');
const catalogue = smallCatalogue(
  smallModel('best', BEST, [{ kind: 'folder' }]),
  smallModel('other', OTHER, [{ kind: 'folder' }]),
);
const never = new AbortController().signal;

async function folders(context: TestContext): Promise<{ target: string; extra: string }> {
  const root = await temporaryFolder(context);
  const extra = join(root, 'extra');
  await mkdir(extra);
  return { target: join(root, 'target'), extra };
}

function provider(options: Partial<ModelProviderOptions> & { targetFolder: string }): ModelProvider {
  return new ModelProvider({ catalogue, folders: [], clock: new ManualClock(), ...options });
}

describe('a model provider with folders', () => {
  test('takes the best model where it lies, and says from where', async (context) => {
    const { target, extra } = await folders(context);
    await writeFile(join(extra, 'best.onnx'), BEST);
    await writeFile(join(extra, 'other.onnx'), OTHER);
    const provided = await provider({ targetFolder: target, folders: [extra] }).provideShapes(null, never);
    assert.equal(provided.id, 'best');
    assert.equal(provided.model.file, join(extra, 'best.onnx'));
    assert.equal(provided.explanation, `Model best from the folder ${extra}.`);
    assert.deepEqual(provided.problems, []);
  });

  test('looks into the target folder first', async (context) => {
    const { target, extra } = await folders(context);
    await mkdir(target);
    for (const folder of [target, extra]) await writeFile(join(folder, 'best.onnx'), BEST);
    const provided = await provider({ targetFolder: target, folders: [extra] }).provideShapes(null, never);
    assert.equal(provided.model.file, join(target, 'best.onnx'));
  });

  test('copies into the target folder when asked, leaving nothing half done', async (context) => {
    const { target, extra } = await folders(context);
    await writeFile(join(extra, 'best.onnx'), BEST);
    const options = { targetFolder: target, folders: [extra], copyToTarget: true };
    const provided = await provider(options).provideShapes(null, never);
    assert.equal(provided.model.file, join(target, 'best.onnx'));
    assert.deepEqual(await readFile(provided.model.file), BEST);
    assert.deepEqual(await readdir(target), ['best.onnx']);
  });

  test('refuses a file with another hash, records it, and takes the next folder', async (context) => {
    const { target, extra } = await folders(context);
    await mkdir(target);
    await writeFile(join(target, 'best.onnx'), 'damaged');
    await writeFile(join(extra, 'best.onnx'), BEST);
    const provided = await provider({ targetFolder: target, folders: [extra] }).provideShapes(null, never);
    assert.equal(provided.model.file, join(extra, 'best.onnx'));
    assert.deepEqual(
      provided.problems.map(({ code }) => code),
      ['MODEL_HASH_MISMATCH'],
    );
  });

  test('takes the next best model where the best is damaged, and says why', async (context) => {
    const { target, extra } = await folders(context);
    await writeFile(join(extra, 'best.onnx'), 'damaged');
    await writeFile(join(extra, 'other.onnx'), OTHER);
    const provided = await provider({ targetFolder: target, folders: [extra] }).provideShapes(null, never);
    assert.equal(provided.id, 'other');
    assert.match(
      provided.explanation,
      /^Model other from .*\. Model best could not be had \(.*best\.onnx has the sha256/,
    );
  });

  test('takes the model that is asked for before a better one', async (context) => {
    const { target, extra } = await folders(context);
    await writeFile(join(extra, 'best.onnx'), BEST);
    await writeFile(join(extra, 'other.onnx'), OTHER);
    const provided = await provider({ targetFolder: target, folders: [extra] }).provideShapes('other', never);
    assert.equal(provided.id, 'other');
  });

  test('refuses an id that the catalogue does not have, naming those it has', async (context) => {
    const { target } = await folders(context);
    await assert.rejects(
      provider({ targetFolder: target }).provideShapes('nonsense', never),
      (error) =>
        error instanceof ConciergeError &&
        error.code === 'OPTIONS_INVALID' &&
        error.message === 'There is no model "nonsense": use one of best, other.',
    );
  });

  test('says of every model why it could not be had when there is none', async (context) => {
    const { target, extra } = await folders(context);
    await assert.rejects(provider({ targetFolder: target, folders: [extra] }).provideShapes(null, never), (error) => {
      assert.ok(error instanceof ConciergeError);
      assert.equal(error.code, 'MODEL_UNAVAILABLE');
      assert.match(
        error.message,
        /No model can be had\. Model best could not .* Model other could not .* Connect this machine/,
      );
      return true;
    });
  });

  test('says so when the target folder cannot be one', async (context) => {
    const { target, extra } = await folders(context);
    await writeFile(target, 'a file');
    await writeFile(join(extra, 'best.onnx'), BEST);
    await assert.rejects(
      provider({ targetFolder: target, folders: [extra], copyToTarget: true }).provideShapes(null, never),
      { code: 'FOLDER_UNWRITABLE' },
    );
  });
});
