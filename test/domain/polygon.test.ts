import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { containsPoint, crossesItself, meetsWay, type Polygon, polygonArea } from '../../src/domain/polygon.ts';

const at = (...corners: readonly (readonly [x: number, y: number])[]): Polygon => corners.map(([x, y]) => ({ x, y }));

const SQUARE = at([0.2, 0.2], [0.8, 0.2], [0.8, 0.8], [0.2, 0.8]);
/** A U that is open at the top. */
const CUP = at([0.1, 0.1], [0.3, 0.1], [0.3, 0.7], [0.7, 0.7], [0.7, 0.1], [0.9, 0.1], [0.9, 0.9], [0.1, 0.9]);

const share = fc.double({ min: 0, max: 1, noNaN: true });
const anyPoint = fc.record({ x: share, y: share });
/** Corners of an ellipse at different angles: convex, and in order. */
const anyConvex = fc
  .tuple(fc.uniqueArray(fc.nat(359), { minLength: 3, maxLength: 12 }), share, share)
  .map(([degrees, x, y]) =>
    degrees
      .toSorted((a, b) => a - b)
      .map((angle) => (angle * Math.PI) / 180)
      .map((angle) => ({ x: 0.5 + (0.1 + 0.3 * x) * Math.cos(angle), y: 0.5 + (0.1 + 0.3 * y) * Math.sin(angle) })),
  );

describe('a polygon', () => {
  for (const [what, polygon, [x, y], inside] of [
    ['its middle', SQUARE, [0.5, 0.5], true],
    ['a side', SQUARE, [0.2, 0.4], true],
    ['a corner', SQUARE, [0.8, 0.8], true],
    ['a point beside it', SQUARE, [0.1, 0.5], false],
    ['a point beyond a corner, in line with a side', SQUARE, [0.9, 0.8], false],
    ['an arm of a cup', CUP, [0.2, 0.3], true],
    ['not the hollow of a cup', CUP, [0.5, 0.3], false],
  ] as const) {
    test(`${inside ? 'holds' : 'does not hold'} ${what}`, () => {
      assert.equal(containsPoint(polygon, { x, y }), inside);
    });
  }

  test('that is convex holds what lies to one side of all its sides', () => {
    fc.assert(
      fc.property(anyConvex, anyPoint, (polygon, point) => {
        const turns = polygon.map((from, index) => {
          const to = polygon[(index + 1) % polygon.length] ?? from;
          return (to.x - from.x) * (point.y - from.y) - (to.y - from.y) * (point.x - from.x);
        });
        // Rounding may put a point that lies as good as on a side to either side of it.
        fc.pre(turns.every((turn) => Math.abs(turn) > 1e-6));
        assert.equal(
          containsPoint(polygon, point),
          turns.every((turn) => turn > 0),
        );
      }),
    );
  });

  test('holds the same whichever corner comes first, and whichever way round', () => {
    fc.assert(
      fc.property(anyConvex, fc.nat(11), anyPoint, (polygon, by, point) => {
        const first = by % polygon.length;
        const turned = [...polygon.slice(first), ...polygon.slice(0, first)];
        assert.equal(containsPoint(turned, point), containsPoint(polygon, point));
        assert.equal(containsPoint(polygon.toReversed(), point), containsPoint(polygon, point));
        assert.ok(Math.abs(polygonArea(polygon.toReversed()) - polygonArea(polygon)) < 1e-9);
      }),
    );
  });

  test('is met by every way that begins in it, and by no way to one side of it', () => {
    fc.assert(
      fc.property(anyConvex, anyPoint, anyPoint, (polygon, start, end) => {
        if (containsPoint(polygon, start)) assert.ok(meetsWay(polygon, start, end));
        assert.equal(meetsWay(polygon, start, end), meetsWay(polygon, end, start));
        const left = Math.min(...polygon.map(({ x }) => x));
        if (start.x < left - 1e-6 && end.x < left - 1e-6) assert.ok(!meetsWay(polygon, start, end));
      }),
    );
  });

  test('is met by a way that crosses it without a point in it', () => {
    assert.ok(meetsWay(SQUARE, { x: 0, y: 0.5 }, { x: 1, y: 0.5 }));
    assert.ok(!meetsWay(SQUARE, { x: 0, y: 0.9 }, { x: 1, y: 0.9 }));
    assert.ok(!meetsWay(CUP, { x: 0.5, y: 0 }, { x: 0.5, y: 0.6 }), 'into the hollow and no further');
  });

  for (const [what, polygon, crosses] of [
    ['a square', SQUARE, false],
    ['a cup', CUP, false],
    ['a bow tie', at([0, 0], [1, 1], [1, 0], [0, 1]), true],
    ['a way there and back', at([0, 0], [1, 0], [0.5, 0]), true],
    ['a corner given twice', at([0, 0], [1, 0], [1, 0], [1, 1]), true],
    ['a corner on another side', at([0, 0], [1, 0], [1, 1], [0.5, 0], [0, 1]), true],
  ] as const) {
    test(`of ${what} ${crosses ? 'crosses' : 'does not cross'} itself`, () => {
      assert.equal(crossesItself(polygon), crosses);
      assert.equal(crossesItself(polygon.toReversed()), crosses);
    });
  }

  test('that is convex does not cross itself', () => {
    fc.assert(fc.property(anyConvex, (polygon) => assert.ok(!crossesItself(polygon))));
  });
});
