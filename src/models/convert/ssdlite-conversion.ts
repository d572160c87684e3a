import { conversionError } from './conversion-error.ts';
import { GraphConversion, type GraphValue } from './graph-conversion.ts';
import { OnnxGraph } from './onnx-graph.ts';
import { OPERATORS } from './operators.ts';
import { decodeBoxes } from './ssd-boxes.ts';
import type { TfjsGraph } from './tfjs-graph.ts';
import type { Constant } from './tfjs-weights.ts';

const SIZE = 300;
const ANCHORS = 1917;

/** Behind TensorFlow's own resizing loop; boxes and class scores before its decoder. */
const INPUT_NODE = 'Preprocessor/sub';
const BOXES_NODE = 'concat';
const CLASSES_NODE = 'concat_1';
const ANCHORS_NODE = 'Postprocessor/ExpandDims';

/** COCO's category numbers as TensorFlow has them, 0 for the background: to take out the unused ones costs more than they do. */
const CLASS_SLOTS = 91;

/**
 * Converts TensorFlow's SSDLite-MobileNetV2 to ONNX, as the `ssdlite` decoder takes it:
 * `planes`, uint8 1 x 3 x 300 x 300, the planes G, B, R;
 * `boxes`, 1 x 1917 x 4, top, left, bottom and right as parts of the picture's height and width;
 * `scores`, 1 x 1917 x 91, 0..1. The same input gives the same bytes.
 * @throws ConciergeError MODEL_UNAVAILABLE when the graph is another one
 */
export function convertSsdlite(graph: TfjsGraph, weights: ReadonlyMap<string, Constant>): Uint8Array {
  const anchors = weights.get(ANCHORS_NODE)?.data;
  if (!(anchors instanceof Float32Array) || anchors.length !== 4 * ANCHORS) {
    throw conversionError(`it holds no ${ANCHORS} anchors under "${ANCHORS_NODE}"`);
  }
  const onnx = new OnnxGraph('ssdlite_mobilenetv2');
  const given = new Map<string, GraphValue>(weights);
  given.set(INPUT_NODE, { tensor: pictureInput(onnx), layout: 'nchw' });
  const conversion = new GraphConversion(onnx, graph.nodes, OPERATORS, given);

  const encoded = onnx.operator('Reshape', [tensorOf(conversion, BOXES_NODE), onnx.integers([1, ANCHORS, 4])]);
  onnx.output(decodeBoxes(onnx, encoded, anchors), 'boxes', [1, ANCHORS, 4]);

  const scores = onnx.operator('Sigmoid', [tensorOf(conversion, CLASSES_NODE)]);
  onnx.output(scores, 'scores', [1, ANCHORS, CLASS_SLOTS]);
  return onnx.encode();
}

/** The model wants R, G, B from -1 to 1: reordered while still bytes, which is the cheapest. */
function pictureInput(onnx: OnnxGraph): string {
  const planes = onnx.input('planes', 'uint8', [1, 3, SIZE, SIZE]);
  const rgb = onnx.operator('Gather', [planes, onnx.integers([2, 0, 1])], { axis: 1 });
  const values = onnx.operator('Cast', [rgb], { to: 1 });
  const scaled = onnx.operator('Mul', [values, onnx.floats(Float32Array.of(2 / 255), [])]);
  return onnx.operator('Sub', [scaled, onnx.floats(Float32Array.of(1), [])]);
}

function tensorOf(conversion: GraphConversion, node: string): string {
  const value = conversion.value(node);
  if ('tensor' in value) return value.tensor;
  throw conversionError(`"${node}" is a constant`);
}
