import { conversionError } from './conversion-error.ts';
import { FaceApiLayers } from './face-api-layers.ts';
import type { FaceApiWeights } from './face-api-weights.ts';
import { OnnxGraph } from './onnx-graph.ts';
import { decodeBoxes } from './ssd-boxes.ts';

const SIZE = 512;
const ANCHORS = 5118;
const ANCHORS_NAME = 'Output/extra_dim';
const BATCH_NORM_EPSILON = 0.001;

/** MobileNet's 13 separable layers: those that halve the picture, and the one whose output is searched for small faces. */
const SEPARABLE_LAYERS = 13;
const HALVING_LAYERS: ReadonlySet<number> = new Set([2, 4, 6, 12]);
const SMALLEST_FACES_LAYER = 11;
const EXTRA_LAYERS = 8;

/**
 * Converts face-api's `ssd_mobilenetv1` (Liu et al., SSD, 2016) to ONNX:
 * `picture`, uint8 1 x 3 x 512 x 512, the planes R, G, B; `boxes`, 1 x 5118 x 4, top, left, bottom and right as parts of
 * the picture; `scores`, 1 x 5118 x 3, 0..1, of which the second is the face's.
 * @throws ConciergeError MODEL_UNAVAILABLE when the weights are another network's
 */
export function convertFaceSsd(weights: FaceApiWeights): Uint8Array {
  const anchors = weights.floats(ANCHORS_NAME).data;
  if (anchors.length !== 4 * ANCHORS) throw conversionError(`it holds no ${ANCHORS} anchors under "${ANCHORS_NAME}"`);
  const onnx = new OnnxGraph('face_ssd');
  const layers = new FaceApiLayers(onnx, weights);
  const features = featureMaps(layers, layers.picture(SIZE, [127.5, 127.5, 127.5], 1 / 127.5), weights);
  const encoded = join(layers, features, 'BoxEncodingPredictor', 4);
  onnx.output(decodeBoxes(onnx, encoded, anchors), 'boxes', [1, ANCHORS, 4]);
  onnx.output(onnx.operator('Sigmoid', [join(layers, features, 'ClassPredictor', 3)]), 'scores', [1, ANCHORS, 3]);
  return onnx.encode();
}

/** Six, from small faces to large ones. */
function featureMaps(layers: FaceApiLayers, picture: string, weights: FaceApiWeights): string[] {
  const maps: string[] = [];
  let feature = pointwise(layers, picture, 'MobilenetV1/Conv2d_0_pointwise', weights, 2);
  for (let layer = 1; layer <= SEPARABLE_LAYERS; layer++) {
    const depthwise = `MobilenetV1/Conv2d_${layer}_depthwise`;
    const stride = HALVING_LAYERS.has(layer) ? 2 : 1;
    feature = layers.convolution(feature, `${depthwise}/depthwise_weights`, null, stride, 'depthwise');
    feature = layers.relu6(batchNormalisation(layers, feature, `${depthwise}/BatchNorm`));
    feature = pointwise(layers, feature, `MobilenetV1/Conv2d_${layer}_pointwise`, weights, 1);
    if (layer === SMALLEST_FACES_LAYER) maps.push(feature);
  }
  maps.push(feature);
  for (let layer = 0; layer < EXTRA_LAYERS; layer++) {
    feature = pointwise(layers, feature, `Prediction/Conv2d_${layer}_pointwise`, weights, 1 + (layer % 2));
    if (layer % 2 === 1) maps.push(feature);
  }
  return maps;
}

function pointwise(layers: FaceApiLayers, input: string, name: string, weights: FaceApiWeights, stride: number) {
  const offset = `${name}/convolution_bn_offset`;
  if (!weights.names.includes(offset)) throw conversionError(`it holds no weights "${offset}"`);
  return layers.relu6(layers.convolution(input, `${name}/weights`, offset, stride));
}

function batchNormalisation(layers: FaceApiLayers, input: string, name: string): string {
  const parameters = ['gamma', 'beta', 'moving_mean', 'moving_variance'].map((part) =>
    layers.vector(`${name}/${part}`),
  );
  return layers.onnx.operator('BatchNormalization', [input, ...parameters], { epsilon: { float: BATCH_NORM_EPSILON } });
}

/** One predictor's answers over all feature maps, `values` for each anchor. */
function join(layers: FaceApiLayers, features: readonly string[], predictor: string, values: number): string {
  const parts = features.map((feature, index) => {
    const name = `Prediction/BoxPredictor_${index}/${predictor}`;
    const answers = layers.convolution(feature, `${name}/weights`, `${name}/biases`, 1);
    const byPixel = layers.onnx.operator('Transpose', [answers], { perm: [0, 2, 3, 1] });
    return layers.onnx.operator('Reshape', [byPixel, layers.onnx.integers([1, -1, values])]);
  });
  return layers.onnx.operator('Concat', parts, { axis: 1 });
}
