import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { BoundingBox } from '../../src/domain/bounding-box.ts';
import type { Track } from '../../src/domain/track.ts';
import { footPoint, trackPlace } from '../../src/domain/track-zones.ts';
import type { Zone } from '../../src/domain/zone.ts';

const FRAME = { width: 1000, height: 500 };

/** A rectangle over a part of the frame's width, of all its height. */
function strip(name: string, fromX: number, toX: number, more: Partial<Zone> = {}): Zone {
  const points = [
    { x: fromX, y: 0 },
    { x: toX, y: 0 },
    { x: toX, y: 1 },
    { x: fromX, y: 1 },
  ];
  return { uuid: `uuid of ${name}`, name, kind: 'zone', points, shapes: [], ...more };
}

const mask = (name: string, fromX: number, toX: number, more: Partial<Zone> = {}) =>
  strip(name, fromX, toX, { kind: 'mask', ...more });

/** Somebody who stands at these places one after another. */
function walk(shape: string, ...xs: readonly number[]): Track {
  const positions = xs.map((x, index) => ({
    frameNumber: index * 5,
    timeMs: index * 333,
    box: { startX: x - 20, startY: 200, endX: x + 20, endY: 300 },
    confidence: 0.8,
  }));
  const [bestShot] = positions;
  assert.ok(bestShot);
  return { shape, confidence: 0.8, stationary: false, positions, bestShot };
}

function place(track: Track, ...zones: readonly Zone[]) {
  const { masked, zones: entered } = trackPlace(track, FRAME, zones);
  return { masked, zones: entered.map(({ name }) => name) };
}

describe('a track and its camera\u2019s zones', () => {
  test('it stands where the lower side of its box has its middle', () => {
    assert.deepEqual(footPoint({ startX: 100, startY: 0, endX: 300, endY: 250 }, FRAME), { x: 0.2, y: 0.5 });
    assert.deepEqual(footPoint({ startX: 900, startY: 0, endX: 1300, endY: 700 }, FRAME), { x: 1, y: 1 });
  });

  test('names the zones that it went through, in the order of the camera\u2019s', () => {
    const zones = [strip('Garden', 0.6, 1), strip('Drive', 0.2, 0.4), strip('Pond', 0, 0.1)];
    assert.deepEqual(place(walk('person', 300, 500, 700), ...zones), { masked: false, zones: ['Garden', 'Drive'] });
    assert.deepEqual(place(walk('person', 500), ...zones), { masked: false, zones: [] });
  });

  test('goes through a narrow zone between two samples', () => {
    assert.deepEqual(place(walk('car', 100, 900), strip('Gate', 0.45, 0.5)).zones, ['Gate']);
  });

  test('concerns those zones alone that are for its shape', () => {
    const forCars = strip('Drive', 0, 1, { shapes: ['car', 'truck'] });
    assert.deepEqual(place(walk('person', 500), forCars).zones, []);
    assert.deepEqual(place(walk('car', 500), forCars).zones, ['Drive']);
    assert.equal(place(walk('person', 500), mask('Street', 0, 1, { shapes: ['car'] })).masked, false);
  });

  test('is masked while it stays in masks, and no longer once it comes out', () => {
    const masks = [mask('Street', 0, 0.3), mask('Pavement', 0.3, 0.5)];
    assert.deepEqual(place(walk('person', 100, 200, 400), ...masks), { masked: true, zones: [] });
    assert.deepEqual(place(walk('person', 100, 400, 600), ...masks), { masked: false, zones: [] });
  });

  test('is in no zone where a mask covers it', () => {
    const all = [strip('Everywhere', 0, 0.5), mask('Street', 0, 0.5)];
    assert.deepEqual(place(walk('person', 100, 600), ...all), { masked: false, zones: [] });
    const hidden = [strip('Behind the hedge', 0.4, 0.45), mask('Hedge', 0.35, 0.5)];
    assert.deepEqual(place(walk('person', 300, 420, 600), ...hidden).zones, [], 'nor on the way through the mask');
  });

  const anyTrack = fc
    .tuple(
      fc.constantFrom('person', 'car'),
      fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 6 }),
    )
    .map(([shape, xs]) => walk(shape, ...xs));
  const anyZone = fc
    .tuple(fc.constantFrom<Zone['kind']>('zone', 'mask'), fc.nat(80), fc.integer({ min: 1, max: 20 }), fc.boolean())
    .map(([kind, from, width, forCars]) =>
      strip(`${kind} ${from}+${width}`, from / 100, (from + width) / 100, { kind, shapes: forCars ? ['car'] : [] }),
    );
  const anyZones = fc.array(anyZone, { maxLength: 6 });

  test('one more mask unmasks nothing and adds no zone; one more zone masks nothing', () => {
    fc.assert(
      fc.property(anyTrack, anyZones, anyZone, (track, zones, more) => {
        const before = place(track, ...zones);
        const after = place(track, ...zones, more);
        if (before.masked) assert.ok(after.masked);
        if (more.kind === 'zone') assert.equal(after.masked, before.masked);
        else for (const name of after.zones) assert.ok(before.zones.includes(name));
        assert.ok(!(after.masked && after.zones.length > 0));
      }),
    );
  });

  test('without masks a track that stood in a zone is in it, and nothing is masked', () => {
    fc.assert(
      fc.property(anyTrack, fc.nat(80), fc.integer({ min: 1, max: 20 }), (track, from, width) => {
        const zone = strip('Z', from / 100, (from + width) / 100);
        const stood = track.positions.some(({ box }) => {
          const { x } = footPoint(box, FRAME);
          return x >= from / 100 && x <= (from + width) / 100;
        });
        const { masked, zones } = place(track, zone);
        assert.equal(masked, false);
        if (stood) assert.deepEqual(zones, ['Z']);
      }),
    );
  });

  test('does not depend on the size in which frames were decoded', () => {
    fc.assert(
      fc.property(anyTrack, anyZones, (track, zones) => {
        const scaled = (box: BoundingBox): BoundingBox => ({
          startX: box.startX * 4,
          startY: box.startY * 4,
          endX: box.endX * 4,
          endY: box.endY * 4,
        });
        const large = { ...track, positions: track.positions.map((p) => ({ ...p, box: scaled(p.box) })) };
        const fourfold = { width: FRAME.width * 4, height: FRAME.height * 4 };
        assert.deepEqual(trackPlace(large, fourfold, zones), trackPlace(track, FRAME, zones));
      }),
    );
  });
});
