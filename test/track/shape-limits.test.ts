import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { FrameDetections } from '../../src/domain/detection.ts';
import type { ShapeLimit } from '../../src/domain/shape-limits.ts';
import type { TrackerSettings } from '../../src/ports/shape-tracker.ts';
import { Tracker } from '../../src/track/tracker.ts';
import { type Actor, film, HEIGHT, WIDTH, walker } from './support/scene.ts';

const limit = (shape: string, more: Partial<ShapeLimit>): ShapeLimit => ({
  shape,
  minConfidence: 0.7,
  minHeight: 0,
  maxHeight: 1,
  ...more,
});

function run(frames: readonly FrameDetections[], settings: Partial<TrackerSettings>) {
  const tracker = new Tracker<never>({
    frameWidth: WIDTH,
    frameHeight: HEIGHT,
    minConfidence: 0.7,
    shapes: null,
    explain: true,
    ...settings,
  });
  for (const frame of frames) tracker.add(frame, null);
  const found = tracker.finish().map(({ track }) => track);
  return { found, left: tracker.rejected.map(({ shape, rejection }) => `${shape}: ${rejection}`) };
}

/** Somebody who comes nearer: a fiftieth of the frame at first, and half of it in the end. */
const comesNearer: Actor = {
  shape: 'person',
  at: (timeMs) => {
    const height = 14 + 346 * Math.min(1, timeMs / 8000) ** 2;
    return { x: 300 + timeMs / 20, y: 400, width: height / 2.7, height, confidence: 0.85 };
  },
};
const far: Actor = {
  shape: 'person',
  at: (timeMs) => ({ x: 200 + timeMs / 50, y: 90, width: 6, height: 14, confidence: 0.9 }),
};
const moth: Actor = {
  shape: 'bird',
  at: (timeMs) => ({ x: 600 + timeMs / 50, y: 360, width: 900, height: 700, confidence: 0.9 }),
};

describe('by the limits of shapes, a tracker', () => {
  test('takes one shape with less confidence than another', () => {
    const frames = film([walker(100, 400, 60, 0.55), { ...walker(900, 300, -60, 0.55), shape: 'dog' }], 4000);
    const { found, left } = run(frames, { shapeLimits: [limit('person', { minConfidence: 0.5 })] });
    assert.deepEqual(
      found.map(({ shape }) => shape),
      ['person'],
    );
    assert.deepEqual(left, ['dog: confidence']);
  });

  test('leaves out who is too far and what is too near, and says so', () => {
    const frames = film([far, moth, walker(100, 400, 60)], 4000, 500, 0);
    assert.equal(run(frames, {}).found.length, 3);
    const limits = [limit('person', { minHeight: 0.05 }), limit('bird', { maxHeight: 0.5 })];
    const { found, left } = run(frames, { shapeLimits: limits });
    assert.deepEqual(
      found.map(({ shape }) => shape),
      ['person'],
    );
    assert.deepEqual(left.sort(), ['bird: too_large', 'person: too_small']);
  });

  test('follows somebody who comes nearer as one, and counts from where he is tall enough', () => {
    const frames = film([comesNearer], 8000, 500, 0);
    const [whole] = run(frames, {}).found;
    const { found, left } = run(frames, { shapeLimits: [limit('person', { minHeight: 0.1 })] });
    assert.equal(found.length, 1);
    assert.deepEqual(left, []);
    const [near] = found;
    assert.ok(near && whole && near.positions.length < whole.positions.length);
    assert.ok(near.positions.every(({ box }) => box.endY - box.startY >= HEIGHT / 10 - 1));
    assert.deepEqual(near.bestShot, whole.bestShot);
  });

  test('changes nothing of what it finds by explaining what it left out', () => {
    const frames = film([walker(100, 400, 90), { ...walker(900, 300, -60), shape: 'dog' }, moth], 6000);
    const settings = { shapes: ['person'] };
    const { found, left } = run(frames, settings);
    assert.deepEqual(found, run(frames, { ...settings, explain: false }).found);
    assert.deepEqual(left.sort(), ['bird: not_wanted', 'dog: not_wanted']);
    assert.deepEqual(run(frames, { ...settings, explain: false }).left, []);
  });

  test('says of a single doubtful view among many samples that it was one', () => {
    const ghost: Actor = {
      ...walker(600, 400, 0, 0.75),
      at: (timeMs) => (timeMs === 2000 ? walker(600, 400, 0, 0.75).at(0) : null),
    };
    assert.deepEqual(run(film([ghost], 6000), {}), { found: [], left: ['person: single_view'] });
  });
});
