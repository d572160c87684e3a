import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { conversionError } from './conversion-error.ts';
import { parseTfjsGraph, type TfjsGraph } from './tfjs-graph.ts';
import { type Constant, readTfjsWeights } from './tfjs-weights.ts';

/**
 * Converts the TensorFlow.js model in a folder (model.json and the weight files that it names) to ONNX.
 * @param convert what is to be made of it: the detector, or its early layers
 * @throws ConciergeError MODEL_UNAVAILABLE when the folder holds something else
 */
export async function convertTfjsSsdlite(
  folder: string,
  convert: (graph: TfjsGraph, weights: ReadonlyMap<string, Constant>) => Uint8Array,
): Promise<Uint8Array> {
  try {
    const json: unknown = JSON.parse(await readFile(join(folder, 'model.json'), 'utf8'));
    const graph = parseTfjsGraph(json);
    const parts = await Promise.all(graph.weightFiles.map((file) => readFile(join(folder, file))));
    return convert(graph, readTfjsWeights(graph.weights, Buffer.concat(parts)));
  } catch (error) {
    if (error instanceof SyntaxError) throw conversionError(`model.json is not JSON (${error.message})`);
    throw error;
  }
}
