import { type TObject, type TSchema, Type } from 'typebox';
import type { Reference, RestTable } from './rest-tables.ts';
import { rulesOf } from './rest-tables.ts';
import { withoutDefault, writtenForm } from './written-form.ts';

/** What the document and the checks know of one table. */
export interface TableSchemas {
  /** As a GET shows a row. */
  readonly row: TObject;
  /** The body of a POST or PUT. */
  readonly input: TObject;
  /** The body of a PATCH: any of the fields. */
  readonly change: TObject;
}

/** All three come from the schema by which rows are kept. */
export function tableSchemas(rules: RestTable): TableSchemas {
  const { schema, secret, presented = {} } = rules;
  const title = titleOf(rules.noun);
  const fields = Object.entries<TSchema>(schema.properties);
  const shown = fields.filter(([field]) => !secret.includes(field));
  const row = Object.fromEntries(shown.map(([field, kept]) => [field, presented[field] ?? kept]));
  const input = fields.map(([field, kept]) => [field, inputOf(rules, field, kept)] as const);
  const change = input.map(([field, written]) => [field, Type.Optional(withoutDefault(written))] as const);
  return {
    row: Type.Object(row, { title }),
    input: Type.Object(Object.fromEntries(input), { additionalProperties: false, title: `${title} input` }),
    change: Type.Object(Object.fromEntries(change), { additionalProperties: false, title: `${title} change` }),
  };
}

/** What a caller writes: names or ids in place of ids, and nothing that has to be there when it has a default. */
function inputOf(rules: RestTable, field: string, kept: TSchema): TSchema {
  if (rules.readOnly.includes(field)) {
    return Type.Optional(Type.Unsafe({ readOnly: true, description: 'Ignored: it comes back from a GET.' }));
  }
  const reference = rules.references[field];
  const written = reference ? referenceInput(reference, kept) : writtenForm(rules.written?.[field] ?? kept);
  const isRequired = rules.schema.required.includes(field);
  if (isRequired && !('default' in kept)) return written;
  // A PUT without it keeps what the caller may not know, so nothing is filled in for it.
  const isKept = [...rules.secret, ...(rules.kept ?? [])].includes(field);
  return Type.Optional(isKept ? withoutDefault(written) : written);
}

function referenceInput({ table, many, nullable }: Reference, kept: TSchema): TSchema {
  const { label, noun } = rulesOf(table);
  const row = Type.Object({ [label]: Type.String() });
  const description = `The id or ${label} of a ${noun}, or the row as it is read.`;
  const one: TSchema[] = [Type.Integer(), Type.String(), row];
  const note = { description, ...('default' in kept && { default: kept.default }) };
  if (many) return Type.Array(Type.Union(one), note);
  return Type.Union(nullable ? [...one, Type.Null()] : one, note);
}

/** `camera type` is `Camera type`. */
function titleOf(noun: string): string {
  return noun.charAt(0).toUpperCase() + noun.slice(1);
}
