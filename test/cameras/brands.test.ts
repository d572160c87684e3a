import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CAMERA_BRANDS } from '../../src/cameras/brands.ts';
import { type BrandSamples, describeBrandContract } from './brand-contract.ts';
import { reolinkSamples } from './reolink-samples.ts';

const SAMPLES: ReadonlyMap<string, BrandSamples> = new Map([['Reolink', reolinkSamples]]);

for (const rules of CAMERA_BRANDS) {
  const samples = SAMPLES.get(rules.name);
  if (samples) describeBrandContract(rules, samples);
}

test('every brand has samples, and a name of its own', () => {
  assert.deepEqual(CAMERA_BRANDS.map((rules) => rules.name).toSorted(), [...SAMPLES.keys()].toSorted());
});
