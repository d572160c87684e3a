import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { BoundingBox } from '../../src/domain/bounding-box.ts';
import { type SceneClip, sceneChanges } from '../../src/domain/scene-changes.ts';
import type { Track } from '../../src/domain/track.ts';

const FRAME = { width: 640, height: 360 };
const AT_GATE: BoundingBox = { startX: 100, startY: 100, endX: 220, endY: 180 };
const AT_WALL: BoundingBox = { startX: 400, startY: 120, endX: 520, endY: 200 };

function standing(shape: string, box: BoundingBox, stationary = true): Track {
  const position = { frameNumber: 0, timeMs: 0, box, confidence: 0.9 };
  return { shape, confidence: 0.9, stationary, bestShot: position, positions: [position] };
}

const clip = (...tracks: Track[]): SceneClip => ({ frame: FRAME, tracks });
const kinds = (now: SceneClip, ...earlier: SceneClip[]) =>
  sceneChanges(now, earlier).map(({ kind, track }) => `${kind} ${track.shape}`);

describe('the scene of a camera', () => {
  const suitcase = standing('suitcase', AT_GATE);

  test('has something left behind where the two clips before showed nothing', () => {
    assert.deepEqual(kinds(clip(suitcase), clip(), clip()), ['left_behind suitcase']);
  });

  test('is not judged by one clip before, or by none', () => {
    assert.deepEqual([kinds(clip(suitcase), clip()), kinds(clip(suitcase))], [[], []]);
  });

  test('does not change when one clip overlooked what stands there', () => {
    assert.deepEqual(kinds(clip(suitcase), clip(), clip(suitcase)), []);
    assert.deepEqual(kinds(clip(), clip(suitcase), clip(suitcase)), []);
  });

  test('lacks what stood there in two clips and is missing in two', () => {
    assert.deepEqual(kinds(clip(), clip(), clip(suitcase), clip(suitcase)), ['taken_away suitcase']);
    assert.deepEqual(kinds(clip(), clip(), clip(), clip(suitcase)), [], 'it is told once');
  });

  test('lacks nothing that something else hides', () => {
    const van = standing('truck', { startX: 60, startY: 60, endX: 300, endY: 220 }, false);
    assert.deepEqual(kinds(clip(van), clip(), clip(suitcase), clip(suitcase)), []);
  });

  test('takes a car for the same when the detector calls it a truck', () => {
    const [car, truck] = [standing('car', AT_WALL), standing('truck', AT_WALL)];
    assert.deepEqual(kinds(clip(), clip(), clip(car), clip(truck)), ['taken_away car']);
  });

  test('is not changed by people, nor by what moves', () => {
    const [person, passing] = [standing('person', AT_GATE), standing('car', AT_WALL, false)];
    assert.deepEqual(kinds(clip(person, passing), clip(), clip()), []);
  });

  test('is the same in pictures of another size', () => {
    const double = (box: BoundingBox) => ({
      startX: 2 * box.startX,
      startY: 2 * box.startY,
      endX: 2 * box.endX,
      endY: 2 * box.endY,
    });
    const large: SceneClip = { frame: { width: 1280, height: 720 }, tracks: [standing('suitcase', double(AT_GATE))] };
    assert.deepEqual(kinds(clip(suitcase), large, large), []);
    assert.deepEqual(kinds(clip(), clip(), large, clip(suitcase)), ['taken_away suitcase']);
  });
});
