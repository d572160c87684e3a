/**
 * The pairing of rows with columns of the least total cost, where leaving a row alone costs `aloneCost` (Hungarian
 * method with potentials, O(n³)).
 * @param costs costs[row][column], all rows equally long; Infinity forbids a pair
 * @returns for each row its column, or -1
 */
export function assign(costs: readonly (readonly number[])[], aloneCost: number): number[] {
  const rows = costs.length;
  const columns = costs[0]?.length ?? 0;
  if (columns === 0) return costs.map(() => -1);
  // One extra column for each row stands for "alone", so that a complete pairing always exists.
  const forbidden = 1e6;
  const width = columns + rows;
  const costOf = (row: number, column: number): number =>
    column >= columns ? aloneCost : Math.min(costs[row]?.[column] ?? forbidden, forbidden);
  const rowOfColumn = pairUp(rows, width, costOf);
  const columnOfRow = new Array<number>(rows).fill(-1);
  for (let column = 0; column < columns; column++) {
    const row = rowOfColumn[column] ?? -1;
    if (row >= 0 && costOf(row, column) < aloneCost) columnOfRow[row] = column;
  }
  return columnOfRow;
}

/** Pairs each row with one column (rows <= columns); the answer is the row of each column, or -1. */
function pairUp(rows: number, columns: number, costOf: (row: number, column: number) => number): number[] {
  const rowPotential = new Float64Array(rows);
  const columnPotential = new Float64Array(columns + 1);
  // The column beyond the last is where the row that is being added starts from.
  const start = columns;
  const rowOfColumn = new Array<number>(columns + 1).fill(-1);
  for (let row = 0; row < rows; row++) {
    rowOfColumn[start] = row;
    const previous = new Int32Array(columns + 1).fill(start);
    let column = shortestPath(start, { rowOfColumn, rowPotential, columnPotential, previous, costOf });
    while (column !== start) {
      const before = previous[column] ?? start;
      rowOfColumn[column] = rowOfColumn[before] ?? -1;
      column = before;
    }
  }
  return rowOfColumn.slice(0, columns);
}

interface Search {
  readonly rowOfColumn: number[];
  readonly rowPotential: Float64Array;
  readonly columnPotential: Float64Array;
  readonly previous: Int32Array;
  readonly costOf: (row: number, column: number) => number;
}

/** Dijkstra over reduced costs from `start` to the nearest free column; updates the potentials. */
function shortestPath(start: number, search: Search): number {
  const { rowOfColumn, rowPotential, columnPotential, previous, costOf } = search;
  const slack = new Float64Array(start + 1).fill(Number.POSITIVE_INFINITY);
  const used = new Uint8Array(start + 1);
  let column = start;
  do {
    used[column] = 1;
    const row = rowOfColumn[column] ?? -1;
    let delta = Number.POSITIVE_INFINITY;
    let nearest = start;
    for (let other = 0; other < start; other++) {
      if (used[other]) continue;
      const reduced = costOf(row, other) - (rowPotential[row] ?? 0) - (columnPotential[other] ?? 0);
      if (reduced < (slack[other] ?? 0)) {
        slack[other] = reduced;
        previous[other] = column;
      }
      if ((slack[other] ?? 0) < delta) {
        delta = slack[other] ?? 0;
        nearest = other;
      }
    }
    for (let other = 0; other <= start; other++) {
      const owner = rowOfColumn[other] ?? -1;
      if (used[other]) {
        if (owner >= 0) rowPotential[owner] = (rowPotential[owner] ?? 0) + delta;
        columnPotential[other] = (columnPotential[other] ?? 0) - delta;
      } else {
        slack[other] = (slack[other] ?? 0) - delta;
      }
    }
    column = nearest;
  } while ((rowOfColumn[column] ?? -1) >= 0);
  return column;
}
