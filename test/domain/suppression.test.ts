import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { BoundingBox } from '../../src/domain/bounding-box.ts';
import { type StationaryPlace, suppressTracks } from '../../src/domain/suppression.ts';
import type { Track } from '../../src/domain/track.ts';

const CLIP = { width: 640, height: 360 };
const PICTURE = { width: 3840, height: 2160 };
const SPOT: BoundingBox = { startX: 100, startY: 100, endX: 200, endY: 160 };

const moved = (box: BoundingBox, byX: number): BoundingBox => ({
  ...box,
  startX: box.startX + byX,
  endX: box.endX + byX,
});
const scaled = (box: BoundingBox, by: number): BoundingBox => ({
  startX: box.startX * by,
  startY: box.startY * by,
  endX: box.endX * by,
  endY: box.endY * by,
});

function track(shape: string, boxes: readonly BoundingBox[], stationary = false): Track {
  const positions = boxes.map((box, index) => ({ frameNumber: index * 5, timeMs: index * 333, box, confidence: 0.8 }));
  const bestShot = positions[0];
  if (!bestShot) throw new Error('A track needs a box.');
  return { shape, confidence: 0.8, stationary, positions, bestShot };
}

const place = (shape: string, eventId: string, box = SPOT): StationaryPlace => ({
  shape,
  box,
  frame: CLIP,
  eventId,
  seenAtMs: 0,
});
const suppressed = (of: Track, places: StationaryPlace[], frame = CLIP) =>
  suppressTracks([of], frame, places, 'now')[0];

describe('suppression', () => {
  test('raises nothing for a car that stood still in its clip', () => {
    assert.equal(suppressed(track('car', [SPOT], true), []), 'stationary');
    assert.equal(suppressed(track('car', [SPOT], false), []), null);
  });

  test('counts a person who waited through a clip', () => {
    assert.equal(suppressed(track('person', [SPOT], true), []), null);
    assert.equal(suppressed(track('person', [SPOT], true), [place('person', 'yesterday')]), null);
  });

  test('raises nothing for the statue that every event shows, counting each event once', () => {
    const statue = track('person', [SPOT], true);
    assert.equal(suppressed(statue, [place('person', 'a'), place('person', 'b')]), 'known_place');
    assert.equal(suppressed(statue, [place('person', 'a'), place('person', 'a')]), null);
    assert.equal(suppressed(statue, [place('person', 'a'), place('person', 'now')]), null);
  });

  test('knows the parked car of earlier clips in a picture of another size', () => {
    const inPicture = track('car', [scaled(SPOT, 6)]);
    assert.equal(suppressed(inPicture, [place('car', 'earlier')], PICTURE), 'known_place');
    assert.equal(suppressed(inPicture, [place('truck', 'earlier')], PICTURE), null);
    assert.equal(suppressed(track('car', [scaled(moved(SPOT, 60), 6)]), [place('car', 'earlier')], PICTURE), null);
  });

  test('knows it by the clip of the same event', () => {
    assert.equal(suppressed(track('car', [SPOT]), [place('car', 'now')]), 'known_place');
  });

  test('counts a car that drives into or out of a known place', () => {
    const path = [SPOT, moved(SPOT, 80), moved(SPOT, 200)];
    assert.equal(suppressed(track('car', path), [place('car', 'earlier')]), null);
    assert.equal(suppressed(track('car', path.toReversed()), [place('car', 'earlier')]), null);
  });

  const anyBox = fc
    .tuple(fc.nat(500), fc.nat(300), fc.integer({ min: 10, max: 140 }), fc.integer({ min: 10, max: 60 }))
    .map(([startX, startY, width, height]) => ({ startX, startY, endX: startX + width, endY: startY + height }));
  const anyShape = fc.constantFrom('person', 'car', 'dog');
  const anyTrack = fc
    .tuple(anyShape, fc.array(anyBox, { minLength: 1, maxLength: 4 }), fc.boolean())
    .map(([shape, boxes, stationary]) => track(shape, boxes, stationary));
  const anyPlace = fc
    .tuple(anyShape, fc.constantFrom('a', 'b', 'c', 'now'), anyBox)
    .map(([shape, eventId, box]) => place(shape, eventId, box));

  test('answers for each track, and never fewer suppressed ones when more places are known', () => {
    fc.assert(
      fc.property(fc.array(anyTrack), fc.array(anyPlace), fc.array(anyPlace), (tracks, places, more) => {
        const few = suppressTracks(tracks, CLIP, places, 'now');
        const many = suppressTracks(tracks, CLIP, [...places, ...more], 'now');
        assert.equal(few.length, tracks.length);
        for (const [index, before] of few.entries()) assert.ok(!before || many[index]);
      }),
    );
  });

  test('does not depend on the size in which frames were decoded', () => {
    fc.assert(
      fc.property(anyTrack, fc.array(anyPlace), (any, places) => {
        const large: Track = {
          ...any,
          bestShot: { ...any.bestShot, box: scaled(any.bestShot.box, 4) },
          positions: any.positions.map((position) => ({ ...position, box: scaled(position.box, 4) })),
        };
        const fourfold = { width: CLIP.width * 4, height: CLIP.height * 4 };
        assert.deepEqual(suppressTracks([large], fourfold, places, 'now'), suppressTracks([any], CLIP, places, 'now'));
      }),
    );
  });
});
