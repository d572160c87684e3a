import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { GraphConversion, type GraphValue } from '../../src/models/convert/graph-conversion.ts';
import { OnnxGraph } from '../../src/models/convert/onnx-graph.ts';
import { OPERATORS } from '../../src/models/convert/operators.ts';
import { decodeBoxes } from '../../src/models/convert/ssd-boxes.ts';
import { parseTfjsGraph, type TfjsNode } from '../../src/models/convert/tfjs-graph.ts';
import { readTfjsWeights } from '../../src/models/convert/tfjs-weights.ts';

const bytesOf = (text: string) => ({ s: [...Buffer.from(text)] });
const listOf = (...values: number[]) => ({ list: { i: values.map(String) } });

/** Runs one TensorFlow node on a 1 x 1 x 2 x 3 picture (one channel, two rows of three). */
async function run(node: TfjsNode, given: Record<string, GraphValue>, shape: number[]): Promise<number[]> {
  const onnx = new OnnxGraph('test');
  const picture: GraphValue = { tensor: onnx.input('picture', 'float32', [1, 1, 2, 3]), layout: 'nchw' };
  const nodes = new Map([[node.name, node]]);
  const conversion = new GraphConversion(onnx, nodes, OPERATORS, new Map(Object.entries({ picture, ...given })));
  const value = conversion.value(node.name);
  assert.ok('tensor' in value);
  onnx.output(value.tensor, 'result', shape);
  const session = await InferenceSession.create(onnx.encode());
  const { result } = await session.run({ picture: new Tensor(Float32Array.of(1, 2, 3, 4, 5, 6), [1, 1, 2, 3]) });
  await session.release();
  assert.ok(result);
  // The graph declares its output as float32.
  return [...(result.data as Float32Array)];
}

const convolution = {
  strides: listOf(1, 2, 2, 1),
  dilations: listOf(1, 1, 1, 1),
  padding: bytesOf('SAME'),
};

describe('the conversion from TensorFlow.js', () => {
  test('reorders the weights of a convolution and pads behind, as TensorFlow does', async () => {
    // Two outputs of one input: the first takes the pixel to the right, the second the one itself.
    const kernel = new Float32Array(2 * 2 * 1 * 2);
    kernel[1] = 1;
    kernel[2] = 1;
    const node = { name: 'node', op: 'Conv2D', input: ['picture', 'kernel'], attr: convolution };
    const result = await run(node, { kernel: { shape: [2, 2, 1, 2], data: kernel } }, [1, 2, 1, 2]);
    assert.deepEqual(result, [2, 0, 1, 3]);
  });

  test('gives each channel of a depthwise convolution its own outputs', async () => {
    const kernel = Float32Array.of(10, 100);
    const node = { name: 'node', op: 'DepthwiseConv2dNative', input: ['picture', 'kernel'], attr: convolution };
    const result = await run(node, { kernel: { shape: [1, 1, 1, 2], data: kernel } }, [1, 2, 1, 2]);
    assert.deepEqual(result, [10, 30, 100, 300]);
  });

  test('lets a constant stand on either side of a sum', async () => {
    const node = { name: 'node', op: 'Add', input: ['bias', 'picture'] };
    const result = await run(node, { bias: { shape: [1], data: Float32Array.of(10) } }, [1, 1, 2, 3]);
    assert.deepEqual(result, [11, 12, 13, 14, 15, 16]);
  });

  test('names the operator that it does not know', async () => {
    await assert.rejects(run({ name: 'node', op: 'NonMaxSuppressionV3', input: [] }, {}, [1]), {
      code: 'MODEL_UNAVAILABLE',
      message: 'Cannot convert the model: it needs the node "node" of kind "NonMaxSuppressionV3".',
    });
  });

  test('names the node whose padding it does not know', async () => {
    const attr = { ...convolution, padding: bytesOf('EXPLICIT') };
    const node = { name: 'first', op: 'Conv2D', input: ['picture', 'kernel'], attr };
    const kernel = { shape: [1, 1, 1, 1], data: Float32Array.of(1) };
    await assert.rejects(run(node, { kernel }, [1]), { message: /"first" pads as "EXPLICIT"/ });
  });

  test('decodes boxes by their anchors: centre moved by a tenth of the size, size grown by the fifth', async () => {
    const onnx = new OnnxGraph('boxes');
    const encoded = onnx.input('encoded', 'float32', [1, 1, 4]);
    onnx.output(decodeBoxes(onnx, encoded, Float32Array.of(0, 0, 0.5, 1)), 'boxes', [1, 1, 4]);
    const session = await InferenceSession.create(onnx.encode());
    const { boxes } = await session.run({ encoded: new Tensor(Float32Array.of(2, -1, 5 * Math.log(2), 0), [1, 1, 4]) });
    await session.release();
    assert.ok(boxes);
    // Centre 0.25 + 0.2 x 0.5 and 0.5 - 0.1 x 1; size 1 and 1. The graph declares its output as float32.
    const expected = [-0.15, -0.1, 0.85, 0.9];
    for (const [index, value] of (boxes.data as Float32Array).entries()) {
      assert.ok(Math.abs(value - (expected[index] ?? Number.NaN)) < 1e-6, `${index}: ${value}`);
    }
  });

  test('refuses weight files that are too short or too long', () => {
    const weights = [{ name: 'w', shape: [2], dtype: 'float32' as const }];
    for (const sizeBytes of [7, 9]) {
      assert.throws(() => readTfjsWeights(weights, new Uint8Array(sizeBytes)), {
        code: 'MODEL_UNAVAILABLE',
        message: new RegExp(`have ${sizeBytes} bytes, expected`),
      });
    }
  });

  test('refuses what is no TensorFlow.js model, and weight files outside its folder', () => {
    assert.throws(() => parseTfjsGraph({ format: 'layers-model' }), { code: 'MODEL_UNAVAILABLE' });
    const weightsManifest = [{ paths: ['../../etc/passwd'], weights: [] }];
    assert.throws(() => parseTfjsGraph({ modelTopology: { node: [] }, weightsManifest }), {
      message: /weightsManifest\/0\/paths\/0/,
    });
  });
});
