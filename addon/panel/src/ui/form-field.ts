/** What a form needs of a JSON Schema of one field; the rest of it is the server's to check. */
export interface FieldSchema {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly FieldSchema[];
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly description?: string;
  /** What may well be meant, of a text. */
  readonly examples?: readonly unknown[];
  /** Of the entries of a list. */
  readonly items?: FieldSchema;
  readonly properties?: Readonly<Record<string, FieldSchema>>;
}

export type FieldKind =
  | 'text'
  | 'secret'
  | 'number'
  | 'percent'
  | 'switch'
  | 'maybe'
  | 'choice'
  | 'one of'
  | 'some of'
  | 'other';

/** How a field is asked for. `maybe`: yes, no, or as usual. `one of`, `some of`: rows of another table. */
export function fieldKind(
  schema: FieldSchema,
  reference: { readonly many?: true } | undefined,
  isSecret: boolean,
): FieldKind {
  if (reference) return reference.many ? 'some of' : 'one of';
  if (isSecret) return 'secret';
  const meant = meantBy(schema);
  if (meant.enum || schema.anyOf?.every((one) => one.const !== undefined)) return 'choice';
  if (meant.type === 'boolean') return isNullable(schema) ? 'maybe' : 'switch';
  if (meant.type === 'integer' || meant.type === 'number') return isPercent(schema) ? 'percent' : 'number';
  return meant.type === 'string' ? 'text' : 'other';
}

/** The schema of what is there when it is not null. */
export function meantBy(schema: FieldSchema): FieldSchema {
  return schema.anyOf?.find(({ type }) => type !== 'null' && type !== undefined) ?? schema;
}

/** One that has to be given: as usual has no place on a slider. */
function isPercent({ minimum = -1, maximum }: FieldSchema): boolean {
  return minimum >= 0 && maximum === 100;
}

function isNullable(schema: FieldSchema): boolean {
  return schema.anyOf?.some(({ type }) => type === 'null') ?? false;
}

export function choicesOf(schema: FieldSchema): readonly string[] {
  const values = schema.enum ?? meantBy(schema).enum ?? schema.anyOf?.map((one) => one.const) ?? [];
  return values.map(String);
}
