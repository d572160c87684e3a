import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import {
  AGE_FULL_MS,
  AGE_THRESHOLD_MS,
  type ClipLength,
  DEPTH_FULL,
  DEPTH_THRESHOLD,
  MIN_SAMPLES,
  planFrames,
} from '../../src/domain/plan-frames.ts';

const profile = { minSkip: 5, maxSkip: 60 };
const clip = { frameCount: 900, fps: 15, durationMs: 60_000 };

const anyProfile = fc
  .tuple(fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 0, max: 1000 }))
  .map(([minSkip, more]) => ({ minSkip, maxSkip: minSkip + more }));
const maybe = (numbers: fc.Arbitrary<number>) => fc.option(numbers, { nil: null });
const anyClip: fc.Arbitrary<ClipLength> = fc.record({
  frameCount: maybe(fc.nat(100_000)),
  fps: maybe(fc.double({ min: 0, max: 120, noNaN: true })),
  durationMs: maybe(fc.nat(3_600_000)),
});
const anyDepth = fc.nat(200);
const anyWait = fc.nat(3_600_000);

describe('the frame plan', () => {
  test("takes the profile's closest interval up to the threshold of waiting clips", () => {
    const plan = planFrames(clip, DEPTH_THRESHOLD, AGE_THRESHOLD_MS, profile);
    assert.deepEqual(plan, { everyNthFrame: 5, plannedFrames: 180, skippedFrames: 720, reason: 'idle' });
  });

  test("widens it as more clips wait, to the profile's maximum and no further", () => {
    const some = planFrames(clip, DEPTH_THRESHOLD + 4, 0, profile);
    assert.ok(some.everyNthFrame > 5 && some.everyNthFrame < 60);
    assert.equal(some.reason, 'queue');
    assert.equal(planFrames(clip, DEPTH_FULL, 0, profile).everyNthFrame, 60);
    assert.equal(planFrames(clip, 100_000, 0, profile).everyNthFrame, 60);
  });

  test('widens it when one clip waits for long, though few do', () => {
    const plan = planFrames(clip, 1, (AGE_THRESHOLD_MS + AGE_FULL_MS) / 2, profile);
    assert.ok(plan.everyNthFrame > 5 && plan.everyNthFrame < 60);
    assert.equal(plan.reason, 'age');
    assert.equal(planFrames(clip, 0, AGE_FULL_MS, profile).everyNthFrame, 60);
  });

  test("keeps three samples of a short clip under any load, within the profile's bounds", () => {
    const short = planFrames({ frameCount: 41, fps: null }, 100, AGE_FULL_MS, profile);
    assert.deepEqual(short, { everyNthFrame: 20, plannedFrames: 3, skippedFrames: 38, reason: 'short clip' });
    assert.equal(planFrames({ frameCount: 4, fps: 2 }, 100, 0, profile).everyNthFrame, 5);
  });

  test('estimates the length from rate and duration, and plans without any', () => {
    assert.equal(planFrames({ frameCount: 0, fps: 2, durationMs: 10_000 }, 0, 0, profile).plannedFrames, 4);
    const unknown = planFrames({ frameCount: null, fps: null }, 100, 0, profile);
    assert.deepEqual(unknown, { everyNthFrame: 60, plannedFrames: null, skippedFrames: null, reason: 'queue' });
  });

  test("stays within the profile's bounds, keeps the first frame, and accounts for every frame", () => {
    fc.assert(
      fc.property(anyClip, anyDepth, anyWait, anyProfile, (any, depth, waitMs, bounds) => {
        const plan = planFrames(any, depth, waitMs, bounds);
        assert.ok(Number.isInteger(plan.everyNthFrame));
        assert.ok(plan.everyNthFrame >= bounds.minSkip && plan.everyNthFrame <= bounds.maxSkip);
        if (plan.plannedFrames === null) return assert.equal(plan.skippedFrames, null);
        assert.ok(plan.plannedFrames >= 1);
        assert.ok(plan.skippedFrames !== null && plan.skippedFrames >= 0);
        if (any.frameCount) assert.equal(plan.plannedFrames + plan.skippedFrames, any.frameCount);
      }),
    );
  });

  test('never narrows the interval as more clips wait or as one waits longer', () => {
    fc.assert(
      fc.property(
        anyClip,
        anyDepth,
        anyWait,
        anyDepth,
        anyWait,
        anyProfile,
        (any, depth, waitMs, more, longer, bounds) => {
          const lighter = planFrames(any, depth, waitMs, bounds).everyNthFrame;
          assert.ok(planFrames(any, depth + more, waitMs, bounds).everyNthFrame >= lighter);
          assert.ok(planFrames(any, depth, waitMs + longer, bounds).everyNthFrame >= lighter);
        },
      ),
    );
  });

  test('never gives fewer than three samples when the profile would allow them', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5000 }),
        anyDepth,
        anyWait,
        anyProfile,
        (frameCount, depth, waitMs, bounds) => {
          const { plannedFrames, everyNthFrame } = planFrames({ frameCount, fps: null }, depth, waitMs, bounds);
          const atClosest = Math.ceil(frameCount / bounds.minSkip);
          assert.equal(plannedFrames, Math.ceil(frameCount / everyNthFrame));
          assert.ok((plannedFrames ?? 0) >= Math.min(MIN_SAMPLES, atClosest));
        },
      ),
    );
  });
});
