import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { CameraBrandRules, FileNameReading, NamedCamera } from '../../src/ports/camera-brand.ts';

/** What a brand's real files look like; the suite below holds it to them. */
export interface BrandSamples {
  readonly cameras: readonly NamedCamera[];
  readonly receivedAtMs: number;
  readonly readings: readonly { readonly file: string; readonly reading: FileNameReading }[];
  readonly testFiles: readonly string[];
  /** Not of the brand's form. */
  readonly foreign: readonly string[];
}

/** What every brand has to keep, whatever its names look like. */
export function describeBrandContract(rules: CameraBrandRules, samples: BrandSamples): void {
  const { cameras, receivedAtMs } = samples;

  describe(`the brand ${rules.name}`, () => {
    for (const { file, reading } of samples.readings) {
      test(`reads ${file}`, () => {
        assert.deepEqual(rules.readFileName(file, cameras, receivedAtMs), reading);
        assert.equal(rules.isTestFile(file), false);
      });
    }

    test('reads the same in whatever order the cameras are configured', () => {
      for (const { file, reading } of samples.readings) {
        assert.deepEqual(rules.readFileName(file, cameras.toReversed(), receivedAtMs), reading, file);
      }
    });

    test('finds no camera when none is configured', () => {
      for (const { file } of samples.readings) {
        assert.equal(rules.readFileName(file, [], receivedAtMs)?.cameraId ?? null, null, file);
      }
    });

    for (const file of samples.testFiles) {
      test(`knows ${file} as a test`, () => assert.equal(rules.isTestFile(file), true));
    }

    for (const file of samples.foreign) {
      test(`leaves ${file} to others`, () => {
        assert.equal(rules.readFileName(file, cameras, receivedAtMs), null);
        assert.equal(rules.isTestFile(file), false);
      });
    }

    test('never fails on a name, and names only cameras that are configured', () => {
      const ids = new Set(cameras.map((camera) => camera.id));
      const pieces = fc.constantFrom(
        '_',
        ' ',
        '/',
        '.jpg',
        '.mp4',
        '00',
        '20261122101010',
        ...cameras.map((c) => c.name),
      );
      const names = fc.array(fc.oneof(pieces, fc.string({ unit: 'binary', maxLength: 8 })), {
        minLength: 1,
        maxLength: 10,
      });
      fc.assert(
        fc.property(names, fc.integer({ min: 0, max: 4e12 }), (parts, atMs) => {
          const reading = rules.readFileName(parts.join(''), cameras, atMs);
          rules.isTestFile(parts.join(''));
          if (reading === null) return true;
          const { cameraId, takenAtMs } = reading;
          return (cameraId === null || ids.has(cameraId)) && (takenAtMs === null || Number.isSafeInteger(takenAtMs));
        }),
      );
    });
  });
}
