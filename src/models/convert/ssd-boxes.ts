import type { OnnxGraph } from './onnx-graph.ts';

/** By which TensorFlow's box coder multiplies offsets of centres and logarithms of sizes while it trains. */
const CENTRE_SCALE = 10;
const SIZE_SCALE = 5;

/**
 * Adds the decoder of centre-size boxes (Liu et al., SSD, 2016, eq. 2) to the graph.
 * @param encoded tensor 1 x n x 4: offset of the centre (y, x), logarithm of the size (height, width), by anchor
 * @param anchors n x 4: top, left, bottom, right
 * @returns tensor 1 x n x 4: top, left, bottom, right
 */
export function decodeBoxes(onnx: OnnxGraph, encoded: string, anchors: Float32Array): string {
  const { centres, sizes, shape } = centreSizes(anchors);
  const [offsets = '', logSizes = ''] = onnx.split(encoded, 2, 2);

  const steps = onnx.floats(
    sizes.map((size) => size / CENTRE_SCALE),
    shape,
  );
  const moved = onnx.operator('Mul', [offsets, steps]);
  const middle = onnx.operator('Add', [moved, onnx.floats(centres, shape)]);

  const scale = onnx.floats(Float32Array.of(1 / SIZE_SCALE), []);
  const growth = onnx.operator('Exp', [onnx.operator('Mul', [logSizes, scale])]);
  const half = onnx.operator('Mul', [
    growth,
    onnx.floats(
      sizes.map((size) => size / 2),
      shape,
    ),
  ]);

  const corners = [onnx.operator('Sub', [middle, half]), onnx.operator('Add', [middle, half])];
  return onnx.operator('Concat', corners, { axis: 2 });
}

function centreSizes(anchors: Float32Array) {
  const count = anchors.length / 4;
  const centres = new Float32Array(2 * count);
  const sizes = new Float32Array(2 * count);
  for (let index = 0; index < 2 * count; index++) {
    const low = 4 * Math.floor(index / 2) + (index % 2);
    const [start = 0, end = 0] = [anchors[low], anchors[low + 2]];
    centres[index] = (start + end) / 2;
    sizes[index] = end - start;
  }
  return { centres, sizes, shape: [1, count, 2] };
}
