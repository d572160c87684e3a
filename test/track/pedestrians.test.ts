import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { Tracker } from '../../src/track/tracker.ts';

const Sample = Type.Tuple([
  Type.Number(),
  Type.Number(),
  Type.Array(Type.Tuple([Type.String(), Type.Number(), Type.Number(), Type.Number(), Type.Number(), Type.Number()])),
]);

/** What YOLOX-nano 416 finds in every 5th frame of OpenCV's sample clip vtest.avi (its first 30 s, 768x576, 10 fps). */
const samples = Value.Parse(
  Type.Array(Sample),
  JSON.parse(readFileSync(new URL('fixtures/pedestrians-yolox.json', import.meta.url), 'utf8')),
);

function follow(minConfidence: number, everyNthSample = 1) {
  const tracker = new Tracker<never>({ frameWidth: 768, frameHeight: 576, minConfidence, shapes: ['person'] });
  samples
    .filter((_sample, index) => index % everyNthSample === 0)
    .forEach(([frameNumber, timeMs, found]) => {
      const detections = found.map(([shape, confidence, startX, startY, endX, endY]) => ({
        shape,
        confidence,
        box: { startX, startY, endX, endY },
      }));
      tracker.add({ frameNumber, timeMs, detections }, null);
    });
  const tracks = tracker.finish().map(({ track }) => track);
  return { moving: tracks.filter((t) => !t.stationary).length, standing: tracks.filter((t) => t.stationary).length };
}

// Counted by eye: 11 times somebody is there or comes into view and stays until he leaves or the clip ends.
describe('eleven people walking about a crossing, some behind a lamp post', () => {
  test('are eleven tracks at half confidence, and a sign that looks like one is stationary', () => {
    assert.deepEqual(follow(0.5), { moving: 11, standing: 1 });
  });

  test('are at most one more at the default confidence', () => {
    const { moving, standing } = follow(0.7);
    assert.ok(moving >= 11 && moving <= 12, `${moving} moving`);
    assert.equal(standing, 0);
  });

  test('are not more than two more or less at one sample a second', () => {
    const { moving } = follow(0.7, 2);
    assert.ok(moving >= 9 && moving <= 13, `${moving} moving`);
  });
});
