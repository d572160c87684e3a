import { integersAttribute, textAttribute } from './attributes.ts';
import { conversionError } from './conversion-error.ts';
import type { OnnxAttribute } from './onnx-graph.ts';
import type { TfjsNode } from './tfjs-graph.ts';

/** Weights in ONNX's order (output channels, input channels of a group, height, width) and ONNX's attributes. */
export interface Convolution {
  readonly data: Float32Array<ArrayBuffer>;
  readonly shape: readonly number[];
  readonly attributes: Readonly<Record<string, OnnxAttribute>>;
}

interface Kernel {
  readonly shape: readonly number[];
  readonly data: Float32Array<ArrayBuffer>;
}

/** Translates a 2-D convolution of NHWC TensorFlow. @param weights as reorderKernel takes them */
export function translateConvolution(node: TfjsNode, weights: Kernel, kind: 'full' | 'depthwise'): Convolution {
  const { data, shape } = reorderKernel(weights, kind);
  return {
    data,
    shape,
    attributes: {
      kernel_shape: shape.slice(2),
      strides: integersAttribute(node, 'strides').slice(1, 3),
      dilations: integersAttribute(node, 'dilations').slice(1, 3),
      group: kind === 'depthwise' ? (weights.shape[2] ?? 0) : 1,
      auto_pad: autoPad(node),
    },
  };
}

/**
 * From TensorFlow's order to ONNX's.
 * @param weights height x width x input channels x output channels (of a depthwise one: outputs for each input channel)
 */
export function reorderKernel({ shape, data: from }: Kernel, kind: 'full' | 'depthwise'): Kernel {
  const [height = 0, width = 0, inputs = 0, outputs = 0] = shape;
  const pixels = height * width;
  const data = new Float32Array(from.length);
  const depthwise = kind === 'depthwise';
  for (let pixel = 0; pixel < pixels; pixel++) {
    for (let input = 0; input < inputs; input++) {
      for (let output = 0; output < outputs; output++) {
        const row = depthwise ? input * outputs + output : output * inputs + input;
        data[row * pixels + pixel] = from[(pixel * inputs + input) * outputs + output] ?? 0;
      }
    }
  }
  return { data, shape: depthwise ? [inputs * outputs, 1, height, width] : [outputs, inputs, height, width] };
}

function autoPad(node: TfjsNode): string {
  const padding = textAttribute(node, 'padding');
  // TensorFlow's SAME puts the odd pixel behind, as SAME_UPPER does.
  if (padding === 'SAME') return 'SAME_UPPER';
  if (padding === 'VALID') return 'VALID';
  throw conversionError(`"${node.name}" pads as "${padding}", expected SAME or VALID`);
}
