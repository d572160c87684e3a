import { test } from 'node:test';
import { detectorContract } from './support/detector-contract.ts';
import { testModel } from './support/test-models.ts';

for (const id of ['yolox_nano_416x416', 'yolox_nano_384x640', 'ssdlite_mobilenetv2']) {
  const model = await testModel(id);
  if ('missing' in model) test(`the detector ${id}`, { skip: model.missing }, () => {});
  else detectorContract(model);
}
