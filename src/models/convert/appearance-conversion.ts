import { conversionError } from './conversion-error.ts';
import { GraphConversion, type GraphValue } from './graph-conversion.ts';
import { OnnxGraph } from './onnx-graph.ts';
import { OPERATORS } from './operators.ts';
import type { TfjsGraph } from './tfjs-graph.ts';
import type { Constant } from './tfjs-weights.ts';

const SIZE = 160;
const CELLS = 10;

/** Behind TensorFlow's own resizing loop. */
const INPUT_NODE = 'Preprocessor/sub';
/** What lies deeper tells classes apart and no longer one car from another. */
const MAPS = [
  { node: 'FeatureExtractor/MobilenetV2/expanded_conv_6/project/BatchNorm/batchnorm/add_1', name: 'early', depth: 64 },
  { node: 'FeatureExtractor/MobilenetV2/expanded_conv_10/project/BatchNorm/batchnorm/add_1', name: 'late', depth: 96 },
] as const;

/**
 * Converts the first layers of TensorFlow's SSDLite-MobileNetV2 to ONNX, as descriptions of what an object looks like:
 * `planes`, uint8 1 x 3 x 160 x 160, the planes R, G, B; `early`, 1 x 64 x 10 x 10; `late`, 1 x 96 x 10 x 10.
 * The same input gives the same bytes.
 * @throws ConciergeError MODEL_UNAVAILABLE when the graph is another one
 */
export function convertAppearance(graph: TfjsGraph, weights: ReadonlyMap<string, Constant>): Uint8Array {
  const onnx = new OnnxGraph('appearance_mobilenetv2');
  const planes = onnx.input('planes', 'uint8', [1, 3, SIZE, SIZE]);
  const values = onnx.operator('Cast', [planes], { to: 1 });
  const scaled = onnx.operator('Mul', [values, onnx.floats(Float32Array.of(2 / 255), [])]);
  const picture = onnx.operator('Sub', [scaled, onnx.floats(Float32Array.of(1), [])]);
  const given = new Map<string, GraphValue>(weights);
  given.set(INPUT_NODE, { tensor: picture, layout: 'nchw' });
  const conversion = new GraphConversion(onnx, graph.nodes, OPERATORS, given);
  for (const { node, name, depth } of MAPS) {
    const value = conversion.value(node);
    if (!('tensor' in value)) throw conversionError(`"${node}" is a constant`);
    onnx.output(value.tensor, name, [1, depth, CELLS, CELLS]);
  }
  return onnx.encode();
}
