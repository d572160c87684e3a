import { Ajv } from 'ajv';
import { type Static, Type } from 'typebox';
import { conversionError } from './conversion-error.ts';
import type { TfjsNode } from './tfjs-graph.ts';

// protobuf's JSON: 64-bit integers are strings, bytes are lists of numbers.
const AttributeSchema = Type.Object({
  s: Type.Optional(Type.Array(Type.Integer({ minimum: 0, maximum: 255 }))),
  f: Type.Optional(Type.Number()),
  list: Type.Optional(Type.Object({ i: Type.Array(Type.String({ pattern: '^[0-9]{1,9}$' })) })),
});

const isAttribute = new Ajv().compile<Static<typeof AttributeSchema>>(AttributeSchema);

/** An attribute of a TensorFlow node, by what it must hold. Each throws ConciergeError MODEL_UNAVAILABLE when it does not. */
export function textAttribute(node: TfjsNode, name: string): string {
  return String.fromCharCode(...present(attribute(node, name).s, node, name));
}

export function numberAttribute(node: TfjsNode, name: string): number {
  return present(attribute(node, name).f, node, name);
}

export function integersAttribute(node: TfjsNode, name: string): number[] {
  return present(attribute(node, name).list, node, name).i.map(Number);
}

function attribute(node: TfjsNode, name: string): Static<typeof AttributeSchema> {
  const value = node.attr?.[name];
  if (!isAttribute(value)) throw conversionError(`"${node.name}" has no readable attribute "${name}"`);
  return value;
}

function present<T>(value: T | undefined, node: TfjsNode, name: string): T {
  if (value === undefined) throw conversionError(`attribute "${name}" of "${node.name}" is of another kind`);
  return value;
}
