import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { cameraSettings } from '../../src/domain/camera-settings.ts';
import { limitFor, shapeLimits, shortcomingOf } from '../../src/domain/shape-limits.ts';
import { shapeRuleFaults } from '../../src/domain/shape-rule-faults.ts';
import { defaultConfig } from '../../src/store/default-config.ts';

const tall = (height: number, confidence = 0.9) => ({
  confidence,
  box: { startX: 0, startY: 100, endX: 50, endY: 100 + height },
});

describe('a rule of a shape', () => {
  const cases: [words: string, own: number | undefined, camera: number | null, needed: number][] = [
    ['asks less than its profile', 50, null, 0.5],
    ['asks more than its profile', 85, null, 0.85],
    ['says nothing of confidence', undefined, null, 0.7],
    ['asks less than its camera, whose minimum holds', 50, 60, 0.6],
    ['asks more than its camera, and keeps that', 85, 60, 0.85],
    ['says nothing, and its camera does', undefined, 60, 0.6],
  ];
  for (const [words, own, camera, needed] of cases) {
    test(words, () => {
      const [limit] = shapeLimits([{ shape: 'cat', ...(own && { confidence_level: own }) }], 70, camera);
      assert.equal(limit?.minConfidence, needed);
    });
  }

  test('is one of its shape alone', () => {
    const limits = { minConfidence: 0.7, shapeLimits: shapeLimits([{ shape: 'cat', min_height_pct: 10 }], 70, null) };
    assert.deepEqual(limitFor('cat', limits), { shape: 'cat', minConfidence: 0.7, minHeight: 0.1, maxHeight: 1 });
    assert.deepEqual(limitFor('dog', limits), { shape: 'dog', minConfidence: 0.7, minHeight: 0, maxHeight: 1 });
  });

  test('comes to the camera by its profile', () => {
    const config = defaultConfig();
    Object.assign(config.analytics_profiles[0] ?? {}, { shape_rules: [{ shape: 'car', max_height_pct: 80 }] });
    const { shapeLimits: limits } = cameraSettings({ analytics_profile: null, confidence_level: 90 }, config);
    assert.deepEqual(limits, [{ shape: 'car', minConfidence: 0.9, minHeight: 0, maxHeight: 0.8 }]);
  });
});

describe('a view', () => {
  const limit = { shape: 'person', minConfidence: 0.6, minHeight: 0.1, maxHeight: 0.8 };
  test('lacks confidence, height, or has too much of it', () => {
    assert.equal(shortcomingOf(tall(500, 0.59), 1000, limit), 'confidence');
    assert.equal(shortcomingOf(tall(99), 1000, limit), 'too_small');
    assert.equal(shortcomingOf(tall(801), 1000, limit), 'too_large');
    assert.equal(shortcomingOf(tall(100, 0.6), 1000, limit), null);
    assert.equal(shortcomingOf(tall(800), 1000, limit), null);
  });

  test('is judged the same in a picture of another size', () => {
    const height = fc.integer({ min: 1, max: 1000 });
    fc.assert(
      fc.property(height, fc.integer({ min: 1, max: 8 }), (pixels, scale) => {
        const scaled = { confidence: 0.9, box: { startX: 0, startY: 0, endX: 1, endY: pixels * scale } };
        assert.equal(shortcomingOf(scaled, 1000 * scale, limit), shortcomingOf(tall(pixels), 1000, limit));
      }),
    );
  });

  test('may fill the frame, and a pixel more, where no greatest height is set', () => {
    assert.equal(shortcomingOf(tall(1001), 1000, { ...limit, maxHeight: 1 }), null);
  });
});

test('rules of shapes that are none, or have several, are named', () => {
  const faults = shapeRuleFaults(
    [
      { shape: 'person', min_height_pct: 40 },
      { shape: 'person', min_height_pct: 5 },
      { shape: 'yeti' },
      { shape: 'drone', max_height_pct: 50 },
    ],
    ['drone'],
  );
  assert.deepEqual(faults, ['person has more than one rule', '"yeti" is no known shape']);
});
