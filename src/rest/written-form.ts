import { type TSchema, Type } from 'typebox';

type Plain = Readonly<Record<string, unknown>>;

/** A kept schema as callers write it: whatever has a default may be left out, all the way down. */
export function writtenForm(schema: TSchema): TSchema {
  return Type.Unsafe(convert({ ...schema }));
}

/** The same where what is left out is not filled in. */
export function withoutDefault(schema: TSchema): TSchema {
  const { default: _default, ...rest }: Plain = { ...schema };
  return Type.Unsafe(rest);
}

function convert(schema: Plain): Plain {
  const { properties, required, items, anyOf } = schema;
  const fields = isPlain(properties) ? Object.entries(properties) : [];
  const optional = new Set(fields.filter(([, field]) => isPlain(field) && 'default' in field).map(([name]) => name));
  return {
    ...schema,
    ...(isPlain(properties) && {
      properties: Object.fromEntries(fields.map(([name, field]) => [name, inside(field)])),
    }),
    ...(Array.isArray(required) && { required: required.filter((name) => !optional.has(name)) }),
    ...(items !== undefined && { items: inside(items) }),
    ...(Array.isArray(anyOf) && { anyOf: anyOf.map(inside) }),
  };
}

function inside(schema: unknown): unknown {
  return isPlain(schema) ? convert(schema) : schema;
}

function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
