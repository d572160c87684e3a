import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import type { ReadonlyConfig } from '../ports/config-store.ts';
import { fieldOf, whyOf } from './api/schema-check.ts';
import { type ConfigRow, rowsOf } from './config-row.ts';
import type { FieldMessages } from './message.ts';
import { REST_TABLES, type RestTable } from './rest-tables.ts';

const ajv = new Ajv({ allErrors: true, useDefaults: true });
const VALIDATE: ReadonlyMap<string, ValidateFunction> = new Map(
  REST_TABLES.map((rules) => [rules.table, ajv.compile(rules.schema)]),
);

/**
 * What is wrong with a row that is to be kept, by field; fills in defaults. The store has the last word: it checks what
 * depends on other fields and rows.
 */
export function checkRow(rules: RestTable, row: Record<string, unknown>, document: ReadonlyConfig): FieldMessages {
  const validate = VALIDATE.get(rules.table);
  if (!validate) throw new Error(`The table ${rules.table} has no schema.`);
  const message: Record<string, string> = {};
  if (!validate(row)) {
    for (const error of validate.errors ?? []) message[fieldOf(error)] ??= wordsFor(rules, error);
  }
  const taken = sameLabel(rules, row, document);
  if (taken) message[rules.label] ??= `"${String(row[rules.label])}" exists already, as ${rules.noun} ${taken.id}`;
  for (const [field, check] of Object.entries(rules.checks ?? {})) {
    const text = row[field];
    const why = typeof text === 'string' ? check(text) : null;
    if (why !== null) message[field] ??= why;
  }
  return message;
}

function sameLabel(rules: RestTable, row: Record<string, unknown>, document: ReadonlyConfig): ConfigRow | null {
  const key = rules.sameLabel ?? ((label: string) => label);
  const label = key(String(row[rules.label]));
  const others = rowsOf(document, rules.table).filter((other) => other.id !== row['id']);
  return others.find((other) => key(String(other[rules.label])) === label) ?? null;
}

function wordsFor(rules: RestTable, error: ErrorObject): string {
  const hint = error.keyword === 'pattern' ? rules.hints?.[fieldOf(error)] : undefined;
  return hint ?? whyOf(error);
}
