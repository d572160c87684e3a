import { ConciergeError } from './concierge-error.ts';

/** One thing that is wrong with the document that people edit. */
export interface ConfigViolation {
  /** A table of the document, such as `cameras`; empty for the document itself. */
  readonly table: string;
  /** The row's id; where it has none, its position counted from 0, as `#0`. Empty for the table itself. */
  readonly row: string;
  /** Empty for the row itself. */
  readonly field: string;
  readonly why: string;
}

/** CONFIG_INVALID with every violation: its details map `table/row/field` to why. */
export function configInvalid(violations: readonly ConfigViolation[]): ConciergeError {
  const details: Record<string, string> = {};
  for (const { table, row, field, why } of violations) {
    const key = `${table}/${row}/${field}`;
    details[key] = details[key] === undefined ? why : `${details[key]}; ${why}`;
  }
  const list = Object.entries(details).map(([key, why]) => `${key}: ${why}`);
  return new ConciergeError('CONFIG_INVALID', `Cannot keep the configuration: ${list.join(', ')}.`, { details });
}

/** The violations that a CONFIG_INVALID carries, one a field. */
export function violationsOf(error: ConciergeError): readonly ConfigViolation[] {
  return Object.entries(error.details).map(([key, why]) => {
    const [table = '', row = '', ...field] = key.split('/');
    return { table, row, field: field.join('/'), why: String(why) };
  });
}

/** The violations as the wire contract answers them: `{"<field>": "<why>"}`. */
export function fieldMessages(error: ConciergeError): Readonly<Record<string, string>> {
  return Object.fromEntries(violationsOf(error).map(({ table, field, why }) => [field || table || 'document', why]));
}
