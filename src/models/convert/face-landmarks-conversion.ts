import { FaceApiLayers } from './face-api-layers.ts';
import type { FaceApiWeights } from './face-api-weights.ts';
import { OnnxGraph } from './onnx-graph.ts';

const SIZE = 112;
const MEAN = [122.782, 117.001, 104.298] as const;
const FACTOR = 1 / 255;

/**
 * Converts face-api's `face_landmark_68` to ONNX: `picture`, uint8 1 x 3 x 112 x 112, a face, the planes R, G, B;
 * `landmarks`, 1 x 136, x and y of 68 points as parts of the picture, in the order of the iBUG 300-W annotation.
 * @throws ConciergeError MODEL_UNAVAILABLE when the weights are another network's
 */
export function convertFaceLandmarks(weights: FaceApiWeights): Uint8Array {
  const onnx = new OnnxGraph('face_landmarks_68');
  const layers = new FaceApiLayers(onnx, weights);
  let feature = layers.picture(SIZE, MEAN, FACTOR);
  for (const block of ['dense0', 'dense1', 'dense2', 'dense3']) feature = denseBlock(layers, feature, block);
  const pooled = onnx.operator('AveragePool', [feature], { kernel_shape: [7, 7], strides: [2, 2] });
  const product = onnx.operator('MatMul', [onnx.operator('Flatten', [pooled]), layers.matrix('fc/weights')]);
  onnx.output(layers.sum(product, layers.vector('fc/bias')), 'landmarks', [1, 136]);
  return onnx.encode();
}

/** Four layers, each of which sees the sum of those before. */
function denseBlock(layers: FaceApiLayers, input: string, block: string): string {
  const first =
    block === 'dense0'
      ? layers.convolution(input, `${block}/conv0/filters`, `${block}/conv0/bias`, 2)
      : separable(layers, input, `${block}/conv0`, 2);
  let sum = layers.relu(first);
  let feature = sum;
  for (const layer of ['conv1', 'conv2', 'conv3']) {
    sum = layers.sum(sum, separable(layers, feature, `${block}/${layer}`, 1));
    feature = layers.relu(sum);
  }
  return feature;
}

function separable(layers: FaceApiLayers, input: string, name: string, stride: number): string {
  const deep = layers.convolution(input, `${name}/depthwise_filter`, null, stride, 'depthwise');
  return layers.convolution(deep, `${name}/pointwise_filter`, `${name}/bias`, 1);
}
