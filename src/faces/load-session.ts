import { InferenceSession } from 'onnxruntime-node';
import { ConciergeError, messageOf } from '../domain/concierge-error.ts';
import { EXECUTION_PROVIDER } from '../ports/detector.ts';
import type { FaceModel } from '../ports/face-models.ts';

/** @throws ConciergeError MODEL_UNAVAILABLE when the file is no model */
export async function loadSession({ name, file }: FaceModel): Promise<InferenceSession> {
  try {
    return await InferenceSession.create(file, {
      executionProviders: [EXECUTION_PROVIDER],
      intraOpNumThreads: 1,
      interOpNumThreads: 1,
      executionMode: 'sequential',
      graphOptimizationLevel: 'all',
      logSeverityLevel: 3,
    });
  } catch (cause) {
    const problem = `Cannot load the model "${name}" from "${file}": ${messageOf(cause)}`;
    throw new ConciergeError('MODEL_UNAVAILABLE', problem, { cause });
  }
}

/** The float32 output of this name, flat. @throws ConciergeError MODEL_UNAVAILABLE when the model has another one */
export function floatsOf(outputs: InferenceSession.ReturnType, name: string): Float32Array {
  const data = outputs[name]?.data;
  if (data instanceof Float32Array) return data;
  throw new ConciergeError('MODEL_UNAVAILABLE', `The model gives no floating-point output "${name}".`);
}
