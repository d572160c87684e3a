import { COCO_SHAPES } from '../domain/shapes.ts';
import type { DetectorInput } from '../ports/detector.ts';
import type { Candidates } from './candidates.ts';
import type { ModelDecoder, ModelOutputs } from './decoder.ts';

const STRIDES = [8, 16, 32];
const CLASSES = COCO_SHAPES.length;
/** Centre x and y, width, height, objectness, then a score a class. */
const ROW = 5 + CLASSES;

/**
 * YOLOX (Ge et al., 2021) as its authors export it, boxes not decoded: for each cell of three grids the centre's offset
 * from the cell in cells, the logarithm of the size in cells, and scores after the sigmoid.
 */
export function createYoloxDecoder(input: DetectorInput): ModelDecoder {
  const grids = STRIDES.map((stride) => ({ stride, columns: input.width / stride, rows: input.height / stride }));
  const cells = grids.reduce((sum, { columns, rows }) => sum + columns * rows, 0);
  return {
    inputName: 'images',
    inputType: 'float32',
    outputShapes: { output: [1, cells, ROW] },
    overlapLimit: 0.45,
    fillInput: fillBgr,
    collect: (outputs, minConfidence, candidates) => collect(grids, outputs, minConfidence, candidates),
  };
}

/** The model wants B, G, R, 0..255. */
function fillBgr(planes: Uint8Array, tensor: Uint8Array | Float32Array): void {
  const pixels = planes.length / 3;
  tensor.set(planes.subarray(pixels, 2 * pixels), 0);
  tensor.set(planes.subarray(0, pixels), pixels);
  tensor.set(planes.subarray(2 * pixels), 2 * pixels);
}

interface Grid {
  readonly stride: number;
  readonly columns: number;
  readonly rows: number;
}

function collect(grids: readonly Grid[], outputs: ModelOutputs, minConfidence: number, candidates: Candidates): void {
  const values = outputs['output'] ?? new Float32Array();
  let row = 0;
  for (const grid of grids) {
    for (let cell = 0; cell < grid.columns * grid.rows; cell++, row += ROW) {
      const objectness = values[row + 4] ?? 0;
      // No class scores more than 1: most cells end here.
      if (objectness >= minConfidence) collectCell(values, row, grid, cell, minConfidence / objectness, candidates);
    }
  }
}

function collectCell(
  values: Float32Array,
  row: number,
  { stride, columns }: Grid,
  cell: number,
  minScore: number,
  candidates: Candidates,
): void {
  let best = -1;
  let score = minScore;
  for (let index = 0; index < CLASSES; index++) {
    const value = values[row + 5 + index] ?? 0;
    if (value < score || (value === score && best >= 0)) continue;
    best = index;
    score = value;
  }
  if (best < 0) return;
  const [x = 0, y = 0, logWidth = 0, logHeight = 0, objectness = 0] = values.subarray(row, row + 5);
  const centreX = (x + (cell % columns)) * stride;
  const centreY = (y + Math.floor(cell / columns)) * stride;
  const halfWidth = (Math.exp(logWidth) * stride) / 2;
  const halfHeight = (Math.exp(logHeight) * stride) / 2;
  candidates.add(
    centreX - halfWidth,
    centreY - halfHeight,
    centreX + halfWidth,
    centreY + halfHeight,
    score * objectness,
    best,
  );
}
