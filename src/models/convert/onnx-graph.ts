import onnxProto from 'onnx-proto';

const { AttributeProto, ModelProto, TensorProto } = onnxProto.onnx;

/** IR version 8 and opset 17: what onnxruntime has read since 1.12. */
const IR_VERSION = 8;
const OPSET = 17;

export type OnnxType = 'float32' | 'uint8';
/** A list of numbers is of integers; a float is marked, since JavaScript does not tell 1 from 1.0. */
export type OnnxAttribute = number | readonly number[] | string | { readonly float: number };

/** An ONNX graph in the making. What is added is written in the order of the calls, so equal calls give equal bytes. */
export class OnnxGraph {
  readonly #graph: onnxProto.onnx.IGraphProto & {
    node: onnxProto.onnx.INodeProto[];
    initializer: onnxProto.onnx.ITensorProto[];
    input: onnxProto.onnx.IValueInfoProto[];
    output: onnxProto.onnx.IValueInfoProto[];
  };

  constructor(name: string) {
    this.#graph = { name, node: [], initializer: [], input: [], output: [] };
  }

  /** Each of these answers the name of the tensor that it adds. */
  input(name: string, type: OnnxType, shape: readonly number[]): string {
    this.#graph.input.push(valueInfo(name, type, shape));
    return name;
  }

  floats(data: Float32Array<ArrayBuffer>, shape: readonly number[]): string {
    return this.#initializer(TensorProto.DataType.FLOAT, shape, data);
  }

  integers(data: readonly number[]): string {
    return this.#initializer(TensorProto.DataType.INT64, [data.length], BigInt64Array.from(data, BigInt));
  }

  operator(type: string, inputs: readonly string[], attributes: Readonly<Record<string, OnnxAttribute>> = {}): string {
    const name = `${type}_${this.#graph.node.length}`;
    this.#add(type, inputs, [name], attributes);
    return name;
  }

  /** As operator, with several outputs. */
  split(input: string, axis: number, parts: number): string[] {
    const names = Array.from({ length: parts }, (_, part) => `Split_${this.#graph.node.length}_${part}`);
    this.#add('Split', [input], names, { axis });
    return names;
  }

  output(tensor: string, name: string, shape: readonly number[]): void {
    this.#add('Identity', [tensor], [name], {});
    this.#graph.output.push(valueInfo(name, 'float32', shape));
  }

  encode(): Uint8Array {
    return ModelProto.encode({
      irVersion: IR_VERSION,
      producerName: 'concierge',
      opsetImport: [{ domain: '', version: OPSET }],
      graph: this.#graph,
    }).finish();
  }

  #add(
    opType: string,
    input: readonly string[],
    output: string[],
    attributes: Readonly<Record<string, OnnxAttribute>>,
  ): void {
    const attribute = Object.entries(attributes).map(([name, value]) => encodeAttribute(name, value));
    this.#graph.node.push({ name: `node_${this.#graph.node.length}`, opType, input: [...input], output, attribute });
  }

  #initializer(
    dataType: number,
    shape: readonly number[],
    data: Float32Array<ArrayBuffer> | BigInt64Array<ArrayBuffer>,
  ) {
    const name = `constant_${this.#graph.initializer.length}`;
    const rawData = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    this.#graph.initializer.push({ name, dataType, dims: [...shape], rawData });
    return name;
  }
}

function valueInfo(name: string, type: OnnxType, shape: readonly number[]): onnxProto.onnx.IValueInfoProto {
  const elemType = type === 'uint8' ? TensorProto.DataType.UINT8 : TensorProto.DataType.FLOAT;
  return { name, type: { tensorType: { elemType, shape: { dim: shape.map((dimValue) => ({ dimValue })) } } } };
}

function encodeAttribute(name: string, value: OnnxAttribute): onnxProto.onnx.IAttributeProto {
  const { AttributeType } = AttributeProto;
  if (typeof value === 'number') return { name, type: AttributeType.INT, i: value };
  if (typeof value === 'string') return { name, type: AttributeType.STRING, s: new TextEncoder().encode(value) };
  if ('float' in value) return { name, type: AttributeType.FLOAT, f: value.float };
  return { name, type: AttributeType.INTS, ints: [...value] };
}
