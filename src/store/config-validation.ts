import { Ajv, type ErrorObject } from 'ajv';
import { type ConfigDocument, ConfigDocumentSchema } from '../domain/config-records.ts';
import type { ConfigViolation } from '../domain/config-violation.ts';
import { brokenRules } from './config-rules.ts';

const validate = new Ajv({ allErrors: true, useDefaults: true }).compile<ConfigDocument>(ConfigDocumentSchema);

export type ConfigVerdict =
  | { readonly valid: true; readonly document: ConfigDocument }
  | { readonly valid: false; readonly violations: readonly ConfigViolation[] };

/** Checks a document, filling in the defaults of fields that it lacks. */
export function validateConfig(document: unknown): ConfigVerdict {
  if (!validate(document)) {
    return { valid: false, violations: (validate.errors ?? []).map((error) => toViolation(error, document)) };
  }
  const violations = brokenRules(document);
  return violations.length === 0 ? { valid: true, document } : { valid: false, violations };
}

/** ajv's path `/cameras/0/name`, with the row named by its id. */
function toViolation(error: ErrorObject, document: unknown): ConfigViolation {
  const [table = '', index = '', ...inRow] = error.instancePath.split('/').slice(1);
  const named = error.params['missingProperty'] ?? error.params['additionalProperty'];
  const path = typeof named === 'string' ? [...inRow, named] : inRow;
  // A fault at the top names a table; below that, a field of a row.
  if (table === '') return { table: path.join('/'), row: '', field: '', why: whyOf(error) };
  const [field = '', ...inField] = path;
  const why = inField.length === 0 ? whyOf(error) : `${inField.join('.')} ${whyOf(error)}`;
  return { table, row: rowName(document, table, index), field, why };
}

function whyOf(error: ErrorObject): string {
  if (error.keyword === 'required') return 'is required';
  if (error.keyword === 'additionalProperties') return 'is not a field of this table';
  return error.message ?? 'is not valid';
}

function rowName(document: unknown, table: string, index: string): string {
  if (index === '') return '';
  const id = property(property(property(document, table), index), 'id');
  return Number.isInteger(id) ? String(id) : `#${index}`;
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
