import { FaceApiLayers } from './face-api-layers.ts';
import type { FaceApiWeights } from './face-api-weights.ts';
import { foldScale } from './fold-scale.ts';
import { OnnxGraph } from './onnx-graph.ts';

const SIZE = 150;
/** dlib's `input_rgb_image_sized` divides by 256, not by 255. */
const MEAN = [122.782, 117.001, 104.298] as const;
const FACTOR = 1 / 256;
/** What 150 pixels are after the first convolution and pooling. */
const FIRST_SIZE = 35;

/** dlib's blocks after the first layer: plain residual ones, and those that halve the picture and add channels. */
const BLOCKS: readonly { readonly name: string; readonly down: boolean; readonly channels: number }[] = [
  ...['conv32_1', 'conv32_2', 'conv32_3'].map((name) => ({ name, down: false, channels: 32 })),
  { name: 'conv64_down', down: true, channels: 64 },
  ...['conv64_1', 'conv64_2', 'conv64_3'].map((name) => ({ name, down: false, channels: 64 })),
  { name: 'conv128_down', down: true, channels: 128 },
  ...['conv128_1', 'conv128_2'].map((name) => ({ name, down: false, channels: 128 })),
  { name: 'conv256_down', down: true, channels: 256 },
  ...['conv256_1', 'conv256_2'].map((name) => ({ name, down: false, channels: 256 })),
  { name: 'conv256_down_out', down: true, channels: 256 },
];

interface Feature {
  readonly tensor: string;
  readonly channels: number;
  readonly size: number;
}

/**
 * Converts face-api's copy of dlib's `face_recognition_resnet_model_v1` to ONNX:
 * `picture`, uint8 1 x 3 x 150 x 150, an aligned face, the planes R, G, B; `embedding`, 1 x 128.
 * @throws ConciergeError MODEL_UNAVAILABLE when the weights are another network's
 */
export function convertFaceEmbedding(weights: FaceApiWeights): Uint8Array {
  const network = new DlibNetwork(new OnnxGraph('dlib_face_embedding'), weights);
  return network.encode();
}

class DlibNetwork {
  readonly #onnx: OnnxGraph;
  readonly #weights: FaceApiWeights;
  readonly #layers: FaceApiLayers;

  constructor(onnx: OnnxGraph, weights: FaceApiWeights) {
    this.#onnx = onnx;
    this.#weights = weights;
    this.#layers = new FaceApiLayers(onnx, weights);
  }

  encode(): Uint8Array {
    const picture = this.#layers.picture(SIZE, MEAN, FACTOR);
    const first = this.#layers.relu(this.#convolution(picture, 'conv32_down', 2, 0));
    const tensor = this.#onnx.operator('MaxPool', [first], { kernel_shape: [3, 3], strides: [2, 2] });
    let feature: Feature = { tensor, channels: 32, size: FIRST_SIZE };
    for (const { name, down, channels } of BLOCKS) {
      feature = down ? this.#down(feature, name, channels) : this.#residual(feature, name);
    }
    const pooled = this.#onnx.operator('Flatten', [this.#onnx.operator('GlobalAveragePool', [feature.tensor])]);
    this.#onnx.output(this.#onnx.operator('MatMul', [pooled, this.#layers.matrix('fc')]), 'embedding', [1, 128]);
    return this.#onnx.encode();
  }

  #residual(input: Feature, name: string): Feature {
    const inner = this.#layers.relu(this.#convolution(input.tensor, `${name}/conv1`, 1, 1));
    const outer = this.#convolution(inner, `${name}/conv2`, 1, 1);
    return { ...input, tensor: this.#layers.relu(this.#layers.sum(input.tensor, outer)) };
  }

  /** dlib adds tensors of unlike size by filling the smaller one with zeros, to the right, below and in channels. */
  #down(input: Feature, name: string, channels: number): Feature {
    const inner = this.#layers.relu(this.#convolution(input.tensor, `${name}/conv1`, 2, 0));
    const outer = {
      tensor: this.#convolution(inner, `${name}/conv2`, 1, 1),
      channels,
      size: Math.floor((input.size - 3) / 2) + 1,
    };
    const pooled = {
      tensor: this.#onnx.operator('AveragePool', [input.tensor], { kernel_shape: [2, 2], strides: [2, 2] }),
      channels: input.channels,
      size: Math.floor((input.size - 2) / 2) + 1,
    };
    const size = Math.max(outer.size, pooled.size);
    const sum = this.#layers.sum(this.#grown(pooled, channels, size), this.#grown(outer, channels, size));
    return { tensor: this.#layers.relu(sum), channels, size };
  }

  #grown({ tensor, channels, size }: Feature, toChannels: number, toSize: number): string {
    if (channels === toChannels && size === toSize) return tensor;
    const more = [toChannels - channels, toSize - size, toSize - size];
    return this.#onnx.operator('Pad', [tensor, this.#onnx.integers([0, 0, 0, 0, 0, ...more])]);
  }

  #convolution(input: string, name: string, stride: number, padding: number): string {
    const { data, shape, bias } = foldScale(this.#weights, name);
    return this.#onnx.operator(
      'Conv',
      [input, this.#onnx.floats(data, shape), this.#onnx.floats(bias, [bias.length])],
      {
        kernel_shape: shape.slice(2),
        strides: [stride, stride],
        pads: [padding, padding, padding, padding],
      },
    );
  }
}
