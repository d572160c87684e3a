import { Ajv } from 'ajv';
import { type Static, Type } from 'typebox';
import { conversionError } from './conversion-error.ts';
import type { Constant } from './tfjs-weights.ts';

const WeightSchema = Type.Object({
  name: Type.String(),
  shape: Type.Array(Type.Integer({ minimum: 0 })),
  dtype: Type.Enum(['float32', 'int32']),
  quantization: Type.Optional(Type.Object({ dtype: Type.Literal('uint8'), scale: Type.Number(), min: Type.Number() })),
});

const ManifestSchema = Type.Array(
  Type.Object({ paths: Type.Array(Type.String({ pattern: '^[A-Za-z0-9._-]+$' })), weights: Type.Array(WeightSchema) }),
  { minItems: 1, maxItems: 1 },
);

type FaceApiWeight = Static<typeof WeightSchema>;
type FaceApiManifest = Static<typeof ManifestSchema>[number];

const isManifest = new Ajv({ strict: true }).compile<Static<typeof ManifestSchema>>(ManifestSchema);

/** The weights of a face-api model by name: there is no graph, the code of face-api is the graph. */
export class FaceApiWeights {
  readonly #constants: ReadonlyMap<string, Constant>;

  constructor(constants: ReadonlyMap<string, Constant>) {
    this.#constants = constants;
  }

  get names(): readonly string[] {
    return [...this.#constants.keys()];
  }

  /** @throws ConciergeError MODEL_UNAVAILABLE when there is none of this name */
  floats(name: string): { readonly shape: readonly number[]; readonly data: Float32Array<ArrayBuffer> } {
    const constant = this.#constants.get(name);
    if (constant?.data instanceof Float32Array) return { shape: constant.shape, data: constant.data };
    throw conversionError(`it holds no floating-point weights "${name}"`);
  }
}

/** @throws ConciergeError MODEL_UNAVAILABLE when this is no manifest of float32, int32 and uint8-quantised weights */
export function parseFaceApiManifest(json: unknown): FaceApiManifest {
  const [manifest] = isManifest(json) ? json : [];
  if (manifest) return manifest;
  const where = isManifest.errors?.[0];
  throw conversionError(`its weights manifest at "${where?.instancePath ?? ''}" ${where?.message ?? 'differs'}`);
}

/**
 * Cuts the weight files, laid one behind the other, into their tensors.
 * @throws ConciergeError MODEL_UNAVAILABLE when the sizes do not add up
 */
export function readFaceApiWeights(weights: readonly FaceApiWeight[], bytes: Uint8Array): FaceApiWeights {
  const constants = new Map<string, Constant>();
  let offset = 0;
  for (const weight of weights) {
    const count = weight.shape.reduce((product, size) => product * size, 1);
    const end = offset + (weight.quantization ? 1 : 4) * count;
    if (end > bytes.length) throw sizeError(bytes.length);
    constants.set(weight.name, {
      shape: weight.shape,
      data: valuesOf(weight, new Uint8Array(bytes.subarray(offset, end))),
    });
    offset = end;
  }
  if (offset !== bytes.length) throw sizeError(bytes.length);
  return new FaceApiWeights(constants);
}

function valuesOf({ dtype, quantization }: FaceApiWeight, bytes: Uint8Array<ArrayBuffer>): Constant['data'] {
  if (quantization) return Float32Array.from(bytes, (value) => value * quantization.scale + quantization.min);
  return dtype === 'int32' ? new Int32Array(bytes.buffer) : new Float32Array(bytes.buffer);
}

function sizeError(sizeBytes: number) {
  return conversionError(`its weight files have ${sizeBytes} bytes, which is not what its manifest lists`);
}
