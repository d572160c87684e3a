import { Ajv } from 'ajv';
import { type Static, Type } from 'typebox';
import { ConciergeError } from '../../domain/concierge-error.ts';

const NodeSchema = Type.Object({
  name: Type.String(),
  op: Type.String(),
  input: Type.Optional(Type.Array(Type.String())),
  attr: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
});

const WeightSchema = Type.Object({
  name: Type.String(),
  shape: Type.Array(Type.Integer({ minimum: 0 })),
  dtype: Type.Union([Type.Literal('float32'), Type.Literal('int32')]),
  quantization: Type.Optional(Type.Never()),
});

const ModelSchema = Type.Object({
  modelTopology: Type.Object({ node: Type.Array(NodeSchema) }),
  weightsManifest: Type.Array(
    Type.Object({
      paths: Type.Array(Type.String({ pattern: '^[A-Za-z0-9._-]+$' })),
      weights: Type.Array(WeightSchema),
    }),
    { minItems: 1, maxItems: 1 },
  ),
});

const isModel = new Ajv({ strict: true }).compile<Static<typeof ModelSchema>>(ModelSchema);

export type TfjsNode = Static<typeof NodeSchema>;
export type TfjsWeight = Static<typeof WeightSchema>;

/** A TensorFlow.js graph model: the nodes by name, and which weights its files hold, one behind the other. */
export interface TfjsGraph {
  readonly nodes: ReadonlyMap<string, TfjsNode>;
  readonly weights: readonly TfjsWeight[];
  readonly weightFiles: readonly string[];
}

/** @throws ConciergeError MODEL_UNAVAILABLE when this is no TensorFlow.js graph model with plain float32 and int32 weights. */
export function parseTfjsGraph(json: unknown): TfjsGraph {
  if (!isModel(json)) {
    const where = isModel.errors?.[0];
    throw new ConciergeError(
      'MODEL_UNAVAILABLE',
      `Cannot convert model.json: at "${where?.instancePath ?? ''}" it ${where?.message ?? 'differs'}, expected a TensorFlow.js graph model without quantised weights.`,
    );
  }
  return {
    nodes: new Map(json.modelTopology.node.map((node) => [node.name, node])),
    weights: json.weightsManifest.flatMap((group) => group.weights),
    weightFiles: json.weightsManifest.flatMap((group) => group.paths),
  };
}
