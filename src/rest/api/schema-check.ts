import { Ajv, type ErrorObject } from 'ajv';
import type { TSchema } from 'typebox';
import type { FieldMessages } from '../message.ts';

/** Formats are for readers and forms; what matters is checked by patterns or by the route. */
const FORMATS = { 'date-time': true, uri: true, uuid: true, password: true } as const;

const filling = new Ajv({ allErrors: true, useDefaults: true, verbose: true, formats: FORMATS });
const plain = new Ajv({ allErrors: true, verbose: true, formats: FORMATS });

/** What is wrong with a value, by field; empty when it fits. */
export type SchemaCheck = (value: unknown) => FieldMessages;

/** @param fill writes the defaults of fields that are missing into the value */
export function schemaCheck(schema: TSchema, { fill }: { readonly fill: boolean }): SchemaCheck {
  const validate = (fill ? filling : plain).compile(schema);
  return (value) => {
    if (validate(value)) return {};
    // Without a prototype, a field called __proto__ is a field like any other.
    const message: Record<string, string> = Object.create(null);
    for (const error of withoutBranches(validate.errors ?? [])) message[fieldOf(error)] ??= whyOf(error);
    return message;
  };
}

/** The field of the value that is to blame; `body` for the value itself. */
export function fieldOf(error: ErrorObject): string {
  return pathOf(error)[0] ?? 'body';
}

export function whyOf(error: ErrorObject): string {
  const [, ...inField] = pathOf(error);
  return inField.length === 0 ? reasonOf(error) : `${inField.join('.').slice(0, 100)} ${reasonOf(error)}`;
}

/** The way to what is at fault: a field, and further into it where it has fields of its own. */
function pathOf({ instancePath, params }: ErrorObject): readonly string[] {
  const named = params['missingProperty'] ?? params['additionalProperty'];
  const path = instancePath.split('/').slice(1).map(unescapePointer);
  return typeof named === 'string' ? [...path, named] : path;
}

function reasonOf({ keyword, instancePath, params, schema, parentSchema, message }: ErrorObject): string {
  switch (keyword) {
    case 'required':
      return 'is required';
    case 'additionalProperties':
      return 'is not a field here';
    case 'enum':
    case 'const':
      return `must be ${[params['allowedValues'] ?? params['allowedValue']].flat().map(String).join(' or ')}`;
    case 'anyOf':
      return `must be ${formsOf(schema)}`;
    case 'type':
      return instancePath === '' ? 'is missing: a JSON object is expected' : `must be ${wordForType(params['type'])}`;
    case 'pattern':
      return examplesIn(parentSchema) ?? message ?? 'is of another form';
    default:
      return message ?? 'is not valid';
  }
}

/** For people, who do not read patterns. */
function examplesIn(schema: unknown): string | null {
  if (typeof schema !== 'object' || schema === null || !('examples' in schema)) return null;
  const { examples } = schema;
  return Array.isArray(examples) && examples.length > 0 ? `must be such as ${examples.join(' or ')}` : null;
}

/** Each branch of an anyOf complains, though one that fits would be enough: the anyOf says so itself. */
function withoutBranches(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const unions = errors.filter(({ keyword }) => keyword === 'anyOf');
  const isBranch = ({ schemaPath }: ErrorObject) =>
    unions.some((union) => schemaPath !== union.schemaPath && schemaPath.startsWith(`${union.schemaPath}/`));
  return errors.filter((error) => !isBranch(error));
}

function formsOf(schema: unknown): string {
  const forms = Array.isArray(schema) ? schema.map(formOf) : [];
  return forms.length === 0 ? 'of another form' : [...new Set(forms)].join(' or ');
}

function formOf(branch: unknown): string {
  if (typeof branch !== 'object' || branch === null) return 'another value';
  if ('const' in branch) return String(branch.const);
  return 'type' in branch ? wordForType(branch.type) : 'another value';
}

const TYPE_WORDS: Readonly<Record<string, string>> = {
  string: 'text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  object: 'an object',
  array: 'an array',
};

function wordForType(type: unknown): string {
  return TYPE_WORDS[String(type)] ?? String(type);
}

function unescapePointer(part: string): string {
  return part.replaceAll('~1', '/').replaceAll('~0', '~');
}
