import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { conversionError } from './conversion-error.ts';
import { type FaceApiWeights, parseFaceApiManifest, readFaceApiWeights } from './face-api-weights.ts';

/**
 * Converts one of face-api's models (a weights manifest and the files that it names) to ONNX.
 * @param model as its files are named: `face_recognition_model`
 * @throws ConciergeError MODEL_UNAVAILABLE when the folder holds something else
 */
export async function convertFaceApi(
  folder: string,
  model: string,
  convert: (weights: FaceApiWeights) => Uint8Array,
): Promise<Uint8Array> {
  try {
    const json: unknown = JSON.parse(await readFile(join(folder, `${model}-weights_manifest.json`), 'utf8'));
    const { paths, weights } = parseFaceApiManifest(json);
    const parts = await Promise.all(paths.map((file) => readFile(join(folder, file))));
    return convert(readFaceApiWeights(weights, Buffer.concat(parts)));
  } catch (error) {
    if (error instanceof SyntaxError) throw conversionError(`its weights manifest is not JSON (${error.message})`);
    throw error;
  }
}
