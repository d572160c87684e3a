import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CAMERA_BRANDS } from '../../src/cameras/brands.ts';
import { type BrandSamples, describeBrandContract } from './brand-contract.ts';
import { dahuaSamples } from './dahua-samples.ts';
import { foscamSamples } from './foscam-samples.ts';
import { genericSamples } from './generic-samples.ts';
import { hikvisionSamples } from './hikvision-samples.ts';
import { reolinkSamples } from './reolink-samples.ts';
import { vivotekSamples } from './vivotek-samples.ts';
import { yiHackSamples } from './yi-hack-samples.ts';

const SAMPLES: ReadonlyMap<string, BrandSamples> = new Map([
  ['Reolink', reolinkSamples],
  ['Hikvision', hikvisionSamples],
  ['Dahua', dahuaSamples],
  ['Foscam', foscamSamples],
  ['Yi-hack', yiHackSamples],
  ['Vivotek', vivotekSamples],
  ['Generic', genericSamples],
]);

for (const rules of CAMERA_BRANDS) {
  const samples = SAMPLES.get(rules.name);
  if (samples) describeBrandContract(rules, samples);
}

test('every brand has samples, and a name of its own', () => {
  assert.deepEqual(CAMERA_BRANDS.map((rules) => rules.name).toSorted(), [...SAMPLES.keys()].toSorted());
});

test('no brand takes the files of another for its own, unless its user has given it a pattern that fits', () => {
  for (const [brand, { readings, cameras }] of SAMPLES) {
    for (const rules of CAMERA_BRANDS.filter(({ name }) => name !== brand && name !== 'Generic')) {
      const others = cameras.map((camera) => ({
        ...camera,
        id: camera.id + 100,
        name: `Other ${camera.id}`,
        host: '',
      }));
      for (const { file } of readings) {
        assert.equal(rules.readFileName(file, others, 0)?.cameraId ?? null, null, `${rules.name}: ${file}`);
        assert.equal(rules.whyIgnored(file), null, `${rules.name}: ${file}`);
      }
    }
  }
});
