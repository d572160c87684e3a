import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { conversionError } from './conversion-error.ts';
import { convertSsdlite } from './ssdlite-conversion.ts';
import { parseTfjsGraph } from './tfjs-graph.ts';
import { readTfjsWeights } from './tfjs-weights.ts';

/**
 * Converts the TensorFlow.js model in a folder (model.json and the weight files that it names) to ONNX.
 * @throws ConciergeError MODEL_UNAVAILABLE when the folder holds something else
 */
export async function convertTfjsSsdlite(folder: string): Promise<Uint8Array> {
  try {
    const json: unknown = JSON.parse(await readFile(join(folder, 'model.json'), 'utf8'));
    const graph = parseTfjsGraph(json);
    const parts = await Promise.all(graph.weightFiles.map((file) => readFile(join(folder, file))));
    return convertSsdlite(graph, readTfjsWeights(graph.weights, Buffer.concat(parts)));
  } catch (error) {
    if (error instanceof SyntaxError) throw conversionError(`model.json is not JSON (${error.message})`);
    throw error;
  }
}
