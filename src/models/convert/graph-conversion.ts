import { conversionError } from './conversion-error.ts';
import type { OnnxGraph } from './onnx-graph.ts';
import type { TfjsGraph, TfjsNode } from './tfjs-graph.ts';
import type { Constant } from './tfjs-weights.ts';

/** A tensor of the ONNX graph; four-dimensional ones are `nchw` there and NHWC in TensorFlow, others are as they are. */
export interface GraphTensor {
  readonly tensor: string;
  readonly layout: 'nchw' | 'plain';
}

export type GraphValue = GraphTensor | Constant;

/** Translates one node. */
export type Operator = (conversion: GraphConversion, node: TfjsNode) => GraphValue;

/**
 * Converts the part of a TensorFlow.js graph that its outputs need, from a tensor that stands for one of its nodes.
 * Nodes are converted on demand and once, so the order of the ONNX nodes depends on the graph alone.
 */
export class GraphConversion {
  readonly onnx: OnnxGraph;
  readonly #nodes: TfjsGraph['nodes'];
  readonly #operators: ReadonlyMap<string, Operator>;
  readonly #values: Map<string, GraphValue>;

  /** @param given values of nodes that are known at the start: the weights, and where the model's input comes in */
  constructor(
    onnx: OnnxGraph,
    nodes: TfjsGraph['nodes'],
    operators: ReadonlyMap<string, Operator>,
    given: ReadonlyMap<string, GraphValue>,
  ) {
    this.onnx = onnx;
    this.#nodes = nodes;
    this.#operators = operators;
    this.#values = new Map(given);
  }

  /** @throws ConciergeError MODEL_UNAVAILABLE for an operator that the conversion does not know */
  value(reference: string): GraphValue {
    const known = this.#values.get(reference);
    if (known) return known;
    const node = this.#nodes.get(reference);
    const convert = node && this.#operators.get(node.op);
    if (!node || !convert) throw conversionError(`it needs the node "${reference}" of kind "${node?.op ?? 'unknown'}"`);
    const value = convert(this, node);
    this.#values.set(reference, value);
    return value;
  }

  /** The node's n-th input as a tensor that is computed. */
  tensor(node: TfjsNode, index: number): GraphTensor {
    const value = this.value(inputName(node, index));
    if ('tensor' in value) return value;
    throw conversionError(`input ${index} of "${node.name}" is a constant, expected a tensor`);
  }

  /** The node's n-th input as floating-point numbers known beforehand. */
  weights(node: TfjsNode, index: number): { shape: readonly number[]; data: Float32Array<ArrayBuffer> } {
    const { shape, data } = this.#constant(node, index);
    if (data instanceof Float32Array) return { shape, data };
    throw conversionError(`input ${index} of "${node.name}" is of integers, expected floating-point numbers`);
  }

  /** The node's n-th input as whole numbers known beforehand. */
  integers(node: TfjsNode, index: number): number[] {
    return [...this.#constant(node, index).data];
  }

  #constant(node: TfjsNode, index: number): Constant {
    const value = this.value(inputName(node, index));
    if ('data' in value) return value;
    throw conversionError(`input ${index} of "${node.name}" is computed, expected a constant`);
  }
}

function inputName(node: TfjsNode, index: number): string {
  const name = node.input?.at(index);
  if (name === undefined) throw conversionError(`"${node.name}" has no input ${index}`);
  return name;
}
