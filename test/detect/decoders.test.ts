import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Candidates } from '../../src/detect/candidates.ts';
import type { ModelDecoder } from '../../src/detect/decoder.ts';
import { createSsdliteDecoder } from '../../src/detect/ssdlite-decoder.ts';
import { createYoloxDecoder } from '../../src/detect/yolox-decoder.ts';
import { COCO_SHAPES } from '../../src/domain/shapes.ts';

const SHAPES: readonly string[] = COCO_SHAPES;

const yolox = createYoloxDecoder({ width: 416, height: 416, fit: 'letterbox', padValue: 114 });
const ssdlite = createSsdliteDecoder({ width: 300, height: 300, fit: 'stretch', padValue: 0 });

function collect(decoder: ModelDecoder, outputs: Record<string, Float32Array>, minConfidence: number) {
  const candidates = new Candidates(16);
  decoder.collect(outputs, minConfidence, candidates);
  return Array.from({ length: candidates.count }, (_, index) => ({
    box: [...candidates.boxes.subarray(4 * index, 4 * index + 4)].map((value) => Math.round(100 * value) / 100),
    score: Math.round(100 * (candidates.scores[index] ?? 0)) / 100,
    shape: COCO_SHAPES[candidates.classes[index] ?? 0],
  }));
}

/** The output of YOLOX with one row set: centre, logarithm of the size, objectness, and scores by class. */
function yoloxOutput(row: number, values: readonly number[], scores: Readonly<Record<string, number>>) {
  const output = new Float32Array(3549 * 85);
  output.set(values, 85 * row);
  for (const [shape, score] of Object.entries(scores)) {
    output[85 * row + 5 + SHAPES.indexOf(shape)] = score;
  }
  return { output };
}

describe('the YOLOX decoder', () => {
  test('places boxes by the cell of each of its three grids', () => {
    const size = Math.log(2);
    // 52 x 52 cells of 8 pixels, then 26 x 26 of 16, then 13 x 13 of 32: column 3, row 2 of each.
    const rows: [number, number][] = [
      [2 * 52 + 3, 8],
      [2704 + 2 * 26 + 3, 16],
      [2704 + 676 + 2 * 13 + 3, 32],
    ];
    for (const [row, stride] of rows) {
      const outputs = yoloxOutput(row, [0.5, 0.25, size, 0, 1], { person: 0.75 });
      const [centreX, centreY] = [3.5 * stride, 2.25 * stride];
      const box = [centreX - stride, centreY - stride / 2, centreX + stride, centreY + stride / 2];
      assert.deepEqual(collect(yolox, outputs, 0.5), [{ box, score: 0.75, shape: 'person' }]);
    }
  });

  test('multiplies objectness and class, and takes the best class', () => {
    const outputs = yoloxOutput(0, [0, 0, 0, 0, 0.5], { person: 0.6, dog: 0.9, toothbrush: 0.8 });
    assert.deepEqual(
      collect(yolox, outputs, 0.4).map(({ score, shape }) => ({ score, shape })),
      [{ score: 0.45, shape: 'dog' }],
    );
    assert.deepEqual(collect(yolox, outputs, 0.46), []);
  });

  test('puts the planes G, B, R into the order B, G, R', () => {
    const tensor = new Float32Array(6);
    yolox.fillInput(Uint8Array.of(1, 2, 3, 4, 5, 6), tensor);
    assert.deepEqual([...tensor], [3, 4, 1, 2, 5, 6]);
  });
});

describe('the SSDLite decoder', () => {
  const outputs = (slot: number, score: number) => {
    const boxes = new Float32Array(1917 * 4);
    boxes.set([0.1, 0.2, 0.5, 0.4], 4 * 1000);
    const scores = new Float32Array(1917 * 91);
    scores[1000 * 91 + slot] = score;
    return { boxes, scores };
  };

  test('turns parts of the picture into pixels of the input', () => {
    assert.deepEqual(collect(ssdlite, outputs(1, 0.75), 0.5), [
      { box: [60, 30, 120, 150], score: 0.75, shape: 'person' },
    ]);
  });

  test('knows COCO’s category numbers', () => {
    const named = [1, 3, 18, 13, 28, 44, 67, 90].map((slot) => collect(ssdlite, outputs(slot, 0.75), 0.5)[0]?.shape);
    assert.deepEqual(named, ['person', 'car', 'dog', 'stop sign', 'umbrella', 'bottle', 'dining table', 'toothbrush']);
  });

  test('passes over the background, categories that do not exist, and what is not sure enough', () => {
    assert.deepEqual(collect(ssdlite, outputs(0, 0.99), 0.5), []);
    assert.deepEqual(collect(ssdlite, outputs(12, 0.99), 0.5), []);
    assert.deepEqual(collect(ssdlite, outputs(1, 0.49), 0.5), []);
  });
});
