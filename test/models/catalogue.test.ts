import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { readCatalogue } from '../../src/models/catalogue.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { smallCatalogue, smallModel } from './support/small-catalogue.ts';

const OURS = resolve(import.meta.dirname, '../../models/catalogue.json');
const model = smallModel('one', Buffer.from('1'), [{ kind: 'folder' }]);

async function written(context: TestContext, json: unknown): Promise<string> {
  const file = join(await temporaryFolder(context), 'catalogue.json');
  await writeFile(file, typeof json === 'string' ? json : JSON.stringify(json));
  return file;
}

describe('the model catalogue', () => {
  test('of this repository is valid and every model can be had without its repository', async () => {
    const { models } = await readCatalogue(OURS);
    for (const { id, sources } of models) {
      assert.equal(sources[0]?.kind, 'folder', `${id}: folders come first`);
      assert.ok(
        sources.some(({ kind }) => kind !== 'folder'),
        `${id}: a source on the network`,
      );
    }
  });

  test('of this repository prefers YOLOX-nano, and ends with a model that npm alone gives', async () => {
    const { preferred, models } = await readCatalogue(OURS);
    assert.equal(preferred.shapes[0], 'yolox_nano_416x416');
    const last = models.find(({ id }) => id === preferred.shapes.at(-1));
    assert.ok(last?.sources.some(({ kind }) => kind === 'npm'));
  });

  test('is refused with the field that is wrong', async (context) => {
    const file = await written(context, smallCatalogue({ ...model, sha256: 'short' }));
    await assert.rejects(readCatalogue(file), { code: 'CONFIG_INVALID', message: /\/models\/0\/sha256" must match/ });
  });

  test('is refused with an address that is not https', async (context) => {
    const sources = [{ kind: 'https' as const, url: 'http://example.org/model.onnx' }];
    const file = await written(context, smallCatalogue({ ...model, sources }));
    await assert.rejects(readCatalogue(file), { code: 'CONFIG_INVALID' });
  });

  test('is refused with a file name that leads out of the folder', async (context) => {
    const file = await written(context, smallCatalogue({ ...model, file: '../escape.onnx' }));
    await assert.rejects(readCatalogue(file), { code: 'CONFIG_INVALID', message: /\/models\/0\/file/ });
  });

  test('is refused when it prefers a model that it does not have', async (context) => {
    const file = await written(context, { ...smallCatalogue(model), preferred: { shapes: ['two'], faces: ['face'] } });
    await assert.rejects(readCatalogue(file), { code: 'CONFIG_INVALID', message: /names "two", no model here/ });
  });

  test('is refused with two models of one id', async (context) => {
    const { preferred, models } = smallCatalogue(model);
    const file = await written(context, { preferred, models: [...models, model] });
    await assert.rejects(readCatalogue(file), { code: 'CONFIG_INVALID', message: /share an id/ });
  });

  test('is refused when it is not JSON or missing', async (context) => {
    await assert.rejects(readCatalogue(await written(context, '{')), { code: 'CONFIG_INVALID' });
    await assert.rejects(readCatalogue(join(await temporaryFolder(context), 'none.json')), { code: 'CONFIG_INVALID' });
  });
});
