import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { readCatalogue } from '../../src/models/catalogue.ts';
import { modelFacts } from '../../src/models/model-facts.ts';

test('models in use are told by their files, with licence, size and origin', async () => {
  const catalogue = await readCatalogue(join(import.meta.dirname, '../../models/catalogue.json'));
  const files = ['/data/models/yolox_nano_416x416.onnx', '/data/models/yunet_n_dynamic.onnx', '/data/models/own.onnx'];
  const facts = modelFacts(catalogue, files);
  assert.partialDeepStrictEqual(facts, [
    { task: 'shapes', name: 'YOLOX-nano 416x416', licence: 'Apache-2.0', input: { width: 416, height: 416 } },
    { task: 'faces', name: 'YuNet', input: null, folder: '/data/models' },
  ]);
  assert.equal(facts.length, 2, 'what the catalogue does not have is left out');
});
