import { reorderKernel } from './convolution.ts';
import type { FaceApiWeights } from './face-api-weights.ts';
import type { OnnxGraph } from './onnx-graph.ts';

type Kind = 'full' | 'depthwise';

/** The layers that face-api's networks are made of, added to a graph by the names of their weights. */
export class FaceApiLayers {
  readonly onnx: OnnxGraph;
  readonly #weights: FaceApiWeights;

  constructor(onnx: OnnxGraph, weights: FaceApiWeights) {
    this.onnx = onnx;
    this.#weights = weights;
  }

  /** Padded as TensorFlow's SAME. @param bias name of its weights, or null for none */
  convolution(input: string, kernel: string, bias: string | null, stride: number, kind: Kind = 'full'): string {
    const { data, shape } = reorderKernel(this.#weights.floats(kernel), kind);
    const inputs = [input, this.onnx.floats(data, shape), ...(bias === null ? [] : [this.vector(bias)])];
    return this.onnx.operator('Conv', inputs, {
      kernel_shape: shape.slice(2),
      strides: [stride, stride],
      auto_pad: 'SAME_UPPER',
      group: kind === 'depthwise' ? (shape[0] ?? 1) : 1,
    });
  }

  vector(name: string): string {
    const { data } = this.#weights.floats(name);
    return this.onnx.floats(data, [data.length]);
  }

  matrix(name: string): string {
    const { data, shape } = this.#weights.floats(name);
    return this.onnx.floats(data, shape);
  }

  relu(input: string): string {
    return this.onnx.operator('Relu', [input]);
  }

  relu6(input: string): string {
    const bounds = [0, 6].map((bound) => this.onnx.floats(Float32Array.of(bound), []));
    return this.onnx.operator('Clip', [input, ...bounds]);
  }

  sum(first: string, second: string): string {
    return this.onnx.operator('Add', [first, second]);
  }

  /** A picture as bytes, the planes R, G, B, from which a mean is taken before it is multiplied. */
  picture(size: number, mean: readonly [number, number, number], factor: number): string {
    const bytes = this.onnx.input('picture', 'uint8', [1, 3, size, size]);
    const values = this.onnx.operator('Cast', [bytes], { to: 1 });
    const centred = this.onnx.operator('Sub', [values, this.onnx.floats(Float32Array.from(mean), [1, 3, 1, 1])]);
    return this.onnx.operator('Mul', [centred, this.onnx.floats(Float32Array.of(factor), [])]);
  }
}
