import { numberAttribute } from './attributes.ts';
import { conversionError } from './conversion-error.ts';
import { translateConvolution } from './convolution.ts';
import type { GraphConversion, GraphTensor, GraphValue, Operator } from './graph-conversion.ts';
import type { TfjsNode } from './tfjs-graph.ts';

/** The TensorFlow operators that a MobileNet SSD is made of, each with its translation. */
export const OPERATORS: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ['Conv2D', (conversion, node) => convolution(conversion, node, 'full')],
  ['DepthwiseConv2dNative', (conversion, node) => convolution(conversion, node, 'depthwise')],
  ['FusedBatchNorm', batchNormalisation],
  ['Mul', (conversion, node) => channelwise(conversion, node, 'Mul')],
  ['Add', (conversion, node) => channelwise(conversion, node, 'Add')],
  ['BiasAdd', (conversion, node) => channelwise(conversion, node, 'Add')],
  ['AddN', (conversion, node) => channelwise(conversion, node, 'Sum')],
  ['Relu6', relu6],
  ['Reshape', reshape],
  ['ConcatV2', concatenation],
  ['Shape', shapeOf],
  ['StridedSlice', firstElement],
  ['Pack', pack],
]);

function convolution(conversion: GraphConversion, node: TfjsNode, kind: 'full' | 'depthwise'): GraphTensor {
  const input = nchw(conversion.tensor(node, 0), node);
  const { data, shape, attributes } = translateConvolution(node, conversion.weights(node, 1), kind);
  const weights = conversion.onnx.floats(data, shape);
  return { tensor: conversion.onnx.operator('Conv', [input, weights], attributes), layout: 'nchw' };
}

function batchNormalisation(conversion: GraphConversion, node: TfjsNode): GraphTensor {
  const input = nchw(conversion.tensor(node, 0), node);
  const parameters = [1, 2, 3, 4].map((index) => {
    const { data, shape } = conversion.weights(node, index);
    return conversion.onnx.floats(data, shape);
  });
  const epsilon = { float: numberAttribute(node, 'epsilon') };
  const tensor = conversion.onnx.operator('BatchNormalization', [input, ...parameters], { epsilon });
  return { tensor, layout: 'nchw' };
}

/** Each operand a picture, or a constant with one value a channel. */
function channelwise(conversion: GraphConversion, node: TfjsNode, operator: 'Mul' | 'Add' | 'Sum'): GraphTensor {
  const operands = (node.input ?? []).map((name, index) => {
    const value = conversion.value(name);
    return 'tensor' in value ? nchw(value, node) : channelConstant(conversion, node, index);
  });
  return { tensor: conversion.onnx.operator(operator, operands), layout: 'nchw' };
}

function channelConstant(conversion: GraphConversion, node: TfjsNode, index: number): string {
  const { data, shape } = conversion.weights(node, index);
  if (shape.length !== 1) throw conversionError(`"${node.name}" takes a constant that is not one value a channel`);
  return conversion.onnx.floats(data, [data.length, 1, 1]);
}

function relu6(conversion: GraphConversion, node: TfjsNode): GraphTensor {
  const { tensor, layout } = conversion.tensor(node, 0);
  const bounds = [0, 6].map((bound) => conversion.onnx.floats(Float32Array.of(bound), []));
  return { tensor: conversion.onnx.operator('Clip', [tensor, ...bounds]), layout };
}

function reshape(conversion: GraphConversion, node: TfjsNode): GraphTensor {
  const { tensor, layout } = conversion.tensor(node, 0);
  const nhwc = layout === 'nchw' ? conversion.onnx.operator('Transpose', [tensor], { perm: [0, 2, 3, 1] }) : tensor;
  const shape = conversion.onnx.integers(conversion.integers(node, 1));
  return { tensor: conversion.onnx.operator('Reshape', [nhwc, shape]), layout: 'plain' };
}

function concatenation(conversion: GraphConversion, node: TfjsNode): GraphTensor {
  const parts = (node.input ?? []).slice(0, -1).map((_, index) => conversion.tensor(node, index));
  if (parts.some(({ layout }) => layout !== 'plain')) throw conversionError(`"${node.name}" joins pictures`);
  const [axis = 0] = conversion.integers(node, -1);
  const tensors = parts.map(({ tensor }) => tensor);
  return { tensor: conversion.onnx.operator('Concat', tensors, { axis }), layout: 'plain' };
}

/** Only the first size is known, one picture a run; -1 lets a Reshape that were to use another work it out. */
function shapeOf(): GraphValue {
  return { shape: [4], data: Int32Array.of(1, -1, -1, -1) };
}

function firstElement(conversion: GraphConversion, node: TfjsNode): GraphValue {
  const [first = 1] = conversion.integers(node, 0);
  const [begin, end] = [conversion.integers(node, 1), conversion.integers(node, 2)];
  if (begin[0] !== 0 || end[0] !== 1) throw conversionError(`"${node.name}" cuts out more than the first element`);
  return { shape: [], data: Int32Array.of(first) };
}

function pack(conversion: GraphConversion, node: TfjsNode): GraphValue {
  const data = Int32Array.from((node.input ?? []).flatMap((_, index) => conversion.integers(node, index)));
  return { shape: [data.length], data };
}

function nchw({ tensor, layout }: GraphTensor, node: TfjsNode): string {
  if (layout !== 'nchw') throw conversionError(`"${node.name}" takes a flat tensor, expected a picture`);
  return tensor;
}
