import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { type EventTrack, eventShapes } from '../../src/domain/event-shapes.ts';

const seen = (assetId: number, shape: string, confidence: number, more: Partial<EventTrack> = {}): EventTrack => ({
  assetId,
  shape,
  confidence,
  snapshot: null,
  suppressed: false,
  zones: [],
  ...more,
});

describe('the shapes of an event', () => {
  test('count what the picture and the clip both show once', () => {
    const tracks = [seen(1, 'person', 0.7), seen(2, 'person', 0.9), seen(2, 'person', 0.8), seen(2, 'dog', 0.95)];
    assert.deepEqual(
      eventShapes(tracks).map(({ shape, count, confidence }) => [shape, count, confidence]),
      [
        ['dog', 1, 0.95],
        ['person', 2, 0.9],
      ],
    );
  });

  test('leave out what is suppressed', () => {
    assert.deepEqual(eventShapes([seen(1, 'car', 0.9, { suppressed: true })]), []);
  });

  test('show the most confident track that has a picture', () => {
    const tracks = [
      seen(1, 'person', 0.6, { snapshot: 'dim.jpg' }),
      seen(2, 'person', 0.9),
      seen(2, 'person', 0.8, { snapshot: 'clear.jpg' }),
    ];
    assert.equal(eventShapes(tracks)[0]?.snapshot, 'clear.jpg');
  });

  test('name every zone that one of them went through once', () => {
    const inZones = (...names: string[]) => ({ zones: names.map((name) => ({ uuid: `of ${name}`, name })) });
    const tracks = [
      seen(1, 'person', 0.7, inZones('Street')),
      seen(2, 'person', 0.9, inZones('Drive', 'Street')),
      seen(2, 'person', 0.9, { ...inZones('Garden'), suppressed: true }),
      seen(2, 'car', 0.8),
    ];
    assert.deepEqual(
      eventShapes(tracks).map(({ shape, zones }) => [shape, zones]),
      [
        ['person', ['Drive', 'Street']],
        ['car', []],
      ],
    );
  });

  test('do not depend on the order of the tracks, and count at least one of each', () => {
    const anyTrack = fc.record({
      assetId: fc.integer({ min: 1, max: 3 }),
      shape: fc.constantFrom('person', 'car'),
      confidence: fc.double({ min: 0, max: 1, noNaN: true }),
      snapshot: fc.constant(null),
      suppressed: fc.boolean(),
      zones: fc.constant([]),
    });
    fc.assert(
      fc.property(fc.array(anyTrack), (tracks) => {
        const shapes = eventShapes(tracks);
        assert.deepEqual(eventShapes(tracks.toReversed()), shapes);
        for (const { shape, count } of shapes) {
          const all = tracks.filter((track) => track.shape === shape && !track.suppressed).length;
          assert.ok(count >= 1 && count <= all && count >= all / 3);
        }
      }),
    );
  });
});
