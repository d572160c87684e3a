import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { assign } from '../../src/track/assignment.ts';

/** The least total cost by trying everything. */
function leastCost(
  costs: readonly (readonly number[])[],
  aloneCost: number,
  row = 0,
  used: readonly number[] = [],
): number {
  const own = costs[row];
  if (!own) return 0;
  const options = own.flatMap((cost, column) =>
    used.includes(column) || cost === Infinity ? [] : [cost + leastCost(costs, aloneCost, row + 1, [...used, column])],
  );
  return Math.min(aloneCost + leastCost(costs, aloneCost, row + 1, used), ...options);
}

describe('assign', () => {
  test('prefers the least total over the nearest first', () => {
    assert.deepEqual(
      assign(
        [
          [1, 2],
          [1.1, 9],
        ],
        5,
      ),
      [1, 0],
    );
  });

  test('leaves alone what is forbidden or too costly', () => {
    assert.deepEqual(
      assign(
        [
          [Infinity, 7],
          [1, Infinity],
        ],
        3,
      ),
      [-1, 0],
    );
    assert.deepEqual(assign([[], []], 3), [-1, -1]);
    assert.deepEqual(assign([], 3), []);
  });

  test('finds the least total cost of any matrix, and gives no column twice', () => {
    const cost = fc.oneof(
      { weight: 4, arbitrary: fc.integer({ min: 0, max: 20 }) },
      { weight: 1, arbitrary: fc.constant(Infinity) },
    );
    const matrix = fc
      .tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 5 }))
      .chain(([rows, columns]) =>
        fc.array(fc.array(cost, { minLength: columns, maxLength: columns }), { minLength: rows, maxLength: rows }),
      );
    fc.assert(
      fc.property(matrix, (costs) => {
        const columns = assign(costs, 9);
        const given = columns.filter((column) => column >= 0);
        assert.equal(new Set(given).size, given.length);
        const total = columns.reduce((sum, column, row) => sum + (costs[row]?.[column] ?? 9), 0);
        assert.equal(total, leastCost(costs, 9));
      }),
    );
  });
});
