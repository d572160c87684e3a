import { reorderKernel } from './convolution.ts';
import type { FaceApiWeights } from './face-api-weights.ts';

/** A convolution with the scaling that follows it multiplied in: dlib's `affine`, one factor and one offset a channel. */
export function foldScale(weights: FaceApiWeights, layer: string) {
  const { data, shape } = reorderKernel(weights.floats(`${layer}/conv/filters`), 'full');
  const factors = weights.floats(`${layer}/scale/weights`).data;
  const offsets = weights.floats(`${layer}/scale/biases`).data;
  const perOutput = data.length / (shape[0] ?? 1);
  return {
    shape,
    data: data.map((value, index) => value * (factors[Math.floor(index / perOutput)] ?? 1)),
    bias: weights
      .floats(`${layer}/conv/bias`)
      .data.map((value, index) => value * (factors[index] ?? 1) + (offsets[index] ?? 0)),
  };
}
