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
  /** Of the brand's form, but no motion. */
  readonly ignored: readonly string[];
  /** Of one of the cameras, in Europe/Berlin: within 02:30 of 2026-10-25, which is twice. */
  readonly fallBack: string;
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
        assert.equal(rules.whyIgnored(file), null);
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

    for (const file of samples.ignored) {
      test(`takes ${file} for no motion`, () => assert.notEqual(rules.whyIgnored(file) ?? '', ''));
    }

    test('takes a time that occurs twice for the one that has just been', () => {
      const first = Date.UTC(2026, 9, 25, 0, 31);
      const hourMs = 3_600_000;
      const soon = rules.readFileName(samples.fallBack, cameras, first)?.takenAtMs ?? Number.NaN;
      const later = rules.readFileName(samples.fallBack, cameras, first + hourMs)?.takenAtMs ?? Number.NaN;
      assert.ok(soon <= first && soon > first - 120_000, String(soon));
      assert.equal(later - soon, hourMs);
    });

    for (const file of samples.foreign) {
      test(`leaves ${file} to others`, () => {
        assert.equal(rules.readFileName(file, cameras, receivedAtMs), null);
        assert.equal(rules.isTestFile(file), false);
        assert.equal(rules.whyIgnored(file), null);
      });
    }

    test('is done with a name that is made to keep it busy within a moment', () => {
      const pieces = ['_', '/', '9', 'a', '[a]', '1.1.1.1_', 'Front_00_', '20261122101010123_', '{', '*'];
      for (const piece of [...pieces, ...samples.readings.map(({ file }) => file)]) {
        const name = piece.repeat(Math.ceil(4096 / piece.length)).slice(0, 4090);
        const before = process.cpuUsage();
        rules.readFileName(`${name}.jpg`, cameras, receivedAtMs);
        rules.readFileName(`${name}!`, cameras, receivedAtMs);
        rules.whyIgnored(name);
        rules.isTestFile(name);
        // Catastrophic backtracking takes years. Of the processor's time, which other work does not use up.
        assert.ok(process.cpuUsage(before).user < 1_000_000, piece);
      }
    });

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
        ...samples.readings.flatMap(({ file }) => [file, file.slice(0, file.length / 2), file.slice(file.length / 2)]),
      );
      const names = fc.array(fc.oneof(pieces, fc.string({ unit: 'binary', maxLength: 8 })), {
        minLength: 1,
        maxLength: 10,
      });
      fc.assert(
        fc.property(names, fc.integer({ min: 0, max: 4e12 }), (parts, atMs) => {
          const reading = rules.readFileName(parts.join(''), cameras, atMs);
          rules.isTestFile(parts.join(''));
          rules.whyIgnored(parts.join(''));
          if (reading === null) return true;
          const { cameraId, takenAtMs } = reading;
          return (cameraId === null || ids.has(cameraId)) && (takenAtMs === null || Number.isSafeInteger(takenAtMs));
        }),
      );
    });
  });
}
