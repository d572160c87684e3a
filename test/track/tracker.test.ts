import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { BoundingBox } from '../../src/domain/bounding-box.ts';
import { Tracker } from '../../src/track/tracker.ts';
import { type Actor, film, follow, HEIGHT, hidden, WIDTH, walker } from './support/scene.ts';

const parkedCar: Actor = { shape: 'car', at: () => ({ x: 900, y: 300, width: 200, height: 100, confidence: 0.8 }) };

describe('a tracker', () => {
  test('follows one who walks ten seconds as one person, though the boxes never overlap', () => {
    const [only, ...others] = follow(film([walker(100, 400, 100)], 10_000, 1000));
    assert.equal(others.length, 0);
    assert.equal(only?.track.positions.length, 11);
    assert.equal(only?.track.stationary, false);
  });

  test('keeps two who cross apart', () => {
    const tracks = follow(film([walker(200, 380, 90), walker(1000, 420, -90)], 8000));
    assert.equal(tracks.length, 2);
    for (const { track } of tracks) {
      const steps = track.positions.slice(1).map(({ box }, index) => {
        const before = track.positions[index]?.box.startX ?? 0;
        return Math.sign(box.startX - before);
      });
      assert.equal(new Set(steps).size, 1, `someone turned round: ${steps}`);
    }
  });

  test('finds one who was hidden for a second again', () => {
    assert.equal(follow(film([hidden(walker(100, 400, 120), 3000, 4200)], 8000)).length, 1);
  });

  test('joins the pieces of one who was hidden for longer than it waits', () => {
    assert.equal(follow(film([hidden(walker(100, 400, 60), 3000, 6000)], 10_000)).length, 1);
  });

  test('takes one who enters where another has left for another', () => {
    const leaves = walker(1000, 400, 150);
    const enters: Actor = {
      shape: 'person',
      at: (timeMs) => (timeMs < 3500 ? null : (walker(1262, 380, -100).at(timeMs - 3500) ?? null)),
    };
    assert.equal(follow(film([leaves, enters], 9000)).length, 2);
  });

  test('follows one who comes in at the edge, small first and whole then', () => {
    const tracks = follow(film([walker(-10, 400, 110)], 6000));
    assert.equal(tracks.length, 1);
    const best = tracks[0]?.track.bestShot.box;
    assert.ok(best && best.startX > 0, 'the best shot is not cut by the edge');
  });

  test('says of a parked car that it is stationary, though people hide it in between', () => {
    const tracks = follow(film([hidden(parkedCar, 4000, 6500), walker(100, 400, 90)], 12_000));
    assert.deepEqual(tracks.map(({ track }) => [track.shape, track.stationary]).sort(), [
      ['car', true],
      ['person', false],
    ]);
  });

  test('does not call one stationary who walks in and then stands', () => {
    const visitor: Actor = {
      shape: 'person',
      at: (timeMs) => walker(100, 400, 120).at(Math.min(timeMs, 3000)),
    };
    assert.deepEqual(
      follow(film([visitor], 12_000)).map(({ track }) => track.stationary),
      [false],
    );
  });

  test('does not call one stationary who comes into the clip late and stands from then on', () => {
    const late: Actor = { ...parkedCar, at: (timeMs) => (timeMs < 3000 ? null : parkedCar.at(timeMs)) };
    assert.deepEqual(
      follow(film([late], 12_000)).map(({ track }) => track.stationary),
      [false],
    );
  });

  test('does not call anything stationary in a clip of two samples, or of a second', () => {
    for (const [durationMs, intervalMs] of [
      [2000, 2000],
      [1000, 200],
    ] as const) {
      assert.deepEqual(
        follow(film([parkedCar], durationMs, intervalMs)).map(({ track }) => track.stationary),
        [false],
      );
    }
  });

  test('drops what is seen in one sample only, unless the detector is clearly sure', () => {
    const ghost = (confidence: number) => hidden({ ...walker(600, 400, 0, confidence) }, 500, 99_000);
    assert.equal(follow(film([ghost(0.74)], 6000)).length, 0);
    assert.equal(follow(film([ghost(0.9)], 6000)).length, 1);
  });

  test('believes a single sample of a picture, and where samples are far apart', () => {
    assert.equal(follow(film([walker(600, 400, 0, 0.72)], 0)).length, 1);
    assert.equal(follow(film([hidden(walker(600, 400, 0, 0.72), 1, 99_000)], 20_000, 4000)).length, 1);
  });

  test('elects the class that a van is called most often, and reports it once', () => {
    const van: Actor = {
      shape: (timeMs) => (timeMs % 1500 === 0 ? 'car' : 'truck'),
      at: (timeMs) => ({ x: 100 + timeMs / 10, y: 300, width: 200, height: 110, confidence: 0.8 }),
    };
    const tracks = follow(film([van], 8000));
    assert.deepEqual(
      tracks.map(({ track }) => track.shape),
      ['truck'],
    );
    assert.equal(follow(film([van], 8000), 0.7, ['car']).length, 0);
    assert.equal(follow(film([van, walker(100, 600, 80)], 8000), 0.7, ['truck']).length, 1);
  });

  test('counts one object once where a frame holds it as car and truck', () => {
    const truck: Actor = {
      ...parkedCar,
      shape: 'truck',
      at: (ms) => ({ ...(parkedCar.at(ms) ?? never()), confidence: 0.7 }),
    };
    assert.equal(follow(film([parkedCar, truck], 6000)).length, 1);
  });

  test('uses doubtful detections to go on, but reports none of them', () => {
    const unclear: Actor = {
      shape: 'person',
      at: (timeMs) => {
        const seen = walker(100, 400, 90).at(timeMs);
        return seen && { ...seen, confidence: timeMs > 1500 && timeMs < 6000 ? 0.4 : 0.8 };
      },
    };
    const [only, ...others] = follow(film([unclear], 8000));
    assert.equal(others.length, 0);
    assert.ok(only?.track.positions.every(({ confidence }) => confidence >= 0.7));
    assert.equal(only?.followed.length, 17);
  });

  test('never reports what is only ever doubtful', () => {
    assert.equal(follow(film([walker(100, 400, 90, 0.6)], 8000)).length, 0);
  });

  test('takes a picture of the best view only, and tells by sharpness between equals', () => {
    const tracker = new Tracker<number>({ frameWidth: WIDTH, frameHeight: HEIGHT, minConfidence: 0.7, shapes: null });
    const taken: number[] = [];
    film([walker(300, 400, 60)], 4000, 500, 0).forEach((frame, index) => {
      const view = {
        sharpness: (_box: BoundingBox) => (index === 5 ? 2000 : 50),
        take: (_box: BoundingBox) => taken.push(index) && index,
      };
      tracker.add(frame, view);
    });
    const [only] = tracker.finish();
    assert.equal(only?.shot, 5);
    assert.deepEqual(taken, [0, 5]);
  });

  test('rates frames with someone who moves above those with a car that stands', () => {
    const tracker = new Tracker<never>({ frameWidth: WIDTH, frameHeight: HEIGHT, minConfidence: 0.7, shapes: null });
    const late = hidden(walker(100, 500, 80), 0, 3000);
    const scores = film([parkedCar, late], 6000).map((frame) => tracker.add(frame, null).score);
    assert.ok(Math.max(...scores.slice(6)) > Math.max(...scores.slice(0, 6)), `${scores}`);
  });

  test('finds as many as there are, whatever their pace and distance, when they keep apart', () => {
    const actor = fc.record({
      pace: fc.double({ min: -1, max: 1, noNaN: true }),
      size: fc.integer({ min: 30, max: 180 }),
    });
    fc.assert(
      fc.property(
        fc.array(actor, { minLength: 1, maxLength: 3 }),
        fc.constantFrom(100, 200, 500),
        (people, intervalMs) => {
          const cast = people.map(
            ({ pace, size }, lane): Actor => ({
              shape: 'person',
              at: (timeMs) => ({
                x: 640 + pace * size * (timeMs / 1000 - 2),
                y: 120 + lane * 240,
                width: size * 0.4,
                height: size,
                confidence: 0.8,
              }),
            }),
          );
          assert.equal(follow(film(cast, 4000, intervalMs, 1)).length, people.length);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('keeps its promises for any detections: order, confidence, boxes, at most one place a frame', () => {
    const detection = fc.record({
      shape: fc.constantFrom('person', 'car', 'truck', 'dog'),
      confidence: fc.double({ min: 0, max: 1, noNaN: true }),
      box: fc
        .record({
          x: fc.integer({ min: 0, max: WIDTH - 2 }),
          y: fc.integer({ min: 0, max: HEIGHT - 2 }),
          width: fc.integer({ min: 0, max: 400 }),
          height: fc.integer({ min: 0, max: 400 }),
        })
        .map(({ x, y, width, height }) => ({
          startX: x,
          startY: y,
          endX: Math.min(WIDTH, x + width),
          endY: Math.min(HEIGHT, y + height),
        })),
    });
    fc.assert(
      fc.property(fc.array(fc.array(detection, { maxLength: 8 }), { maxLength: 12 }), (samples) => {
        const frames = samples.map((detections, index) => ({ frameNumber: index, timeMs: index * 500, detections }));
        const tracks = follow(frames, 0.5);
        tracks.forEach(({ track, followed }, index) => {
          assert.ok(track.confidence >= 0.5 && track.positions.every(({ confidence }) => confidence >= 0.5));
          assert.equal(track.bestShot.confidence, track.confidence);
          assert.ok(track.positions.some(({ frameNumber }) => frameNumber === track.bestShot.frameNumber));
          const numbers = followed.map(({ frameNumber }) => frameNumber);
          assert.deepEqual(
            numbers,
            [...new Set(numbers)].sort((a, b) => a - b),
          );
          const before = tracks[index - 1]?.track.bestShot.frameNumber ?? 0;
          assert.ok(before <= track.bestShot.frameNumber);
        });
      }),
      { numRuns: 200 },
    );
  });
});

function never(): never {
  throw new Error('An actor that is always seen was not.');
}
