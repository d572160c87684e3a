import type { ConfigDocument } from '../domain/config-records.ts';
import { nextId } from '../domain/next-id.ts';
import type { ConfigStore, ReadonlyConfig } from '../ports/config-store.ts';
import { type ConfigRow, rowOf } from './config-row.ts';
import type { FieldMessages } from './message.ts';
import { describeRow, type RestTable } from './rest-tables.ts';
import { usersOf } from './row-users.ts';
import type { WrittenRow } from './row-write.ts';

/** `refused` changed nothing. */
export type WriteOutcome =
  | { readonly kind: 'kept'; readonly row: ConfigRow }
  | { readonly kind: 'gone' }
  | { readonly kind: 'refused'; readonly message: FieldMessages };

export type MadeRow = WrittenRow | { readonly kind: 'gone' };

/** Makes the row twice: once to see whether it is to be refused, and again from the document as it is when it is written. */
export async function keepRow(
  config: ConfigStore,
  rules: RestTable,
  make: (document: ReadonlyConfig, newId: number) => MadeRow,
): Promise<WriteOutcome> {
  const first = make(config.read(), Number.MAX_SAFE_INTEGER);
  if (first.kind !== 'fine') return outcomeOf(first);
  return config.change((draft) => {
    const made = make(draft, nextId(draft, rules.table));
    if (made.kind === 'fine') putRow(draft, rules, made.row);
    return outcomeOf(made);
  });
}

/** A row that others refer to stays. */
export async function removeRow(config: ConfigStore, rules: RestTable, id: number): Promise<WriteOutcome> {
  const check = (document: ReadonlyConfig): WriteOutcome => {
    const row = rowOf(document, rules.table, id);
    if (!row) return { kind: 'gone' };
    const users = usersOf(rules, id, document);
    if (users.length === 0) return { kind: 'kept', row };
    return { kind: 'refused', message: { id: `${describeRow(rules, row)} is in use by ${users.join(', ')}` } };
  };
  const first = check(config.read());
  if (first.kind !== 'kept') return first;
  return config.change((draft) => {
    const outcome = check(draft);
    if (outcome.kind === 'kept') editableRows(draft, rules).splice(indexOf(draft, rules, id), 1);
    return outcome;
  });
}

function outcomeOf(made: MadeRow): WriteOutcome {
  if (made.kind === 'fine') return { kind: 'kept', row: made.row };
  return made.kind === 'bad' ? { kind: 'refused', message: made.message } : made;
}

function putRow(draft: ConfigDocument, rules: RestTable, row: ConfigRow): void {
  const index = indexOf(draft, rules, row.id);
  const rows = editableRows(draft, rules);
  if (index === -1) rows.push(row);
  else rows[index] = row;
}

function indexOf(draft: ConfigDocument, rules: RestTable, id: number): number {
  return draft[rules.table].findIndex((row) => row.id === id);
}

/** The store holds what was put in against the table's schema before it becomes the document. */
function editableRows(draft: ConfigDocument, rules: RestTable): ConfigRow[] {
  return draft[rules.table] as ConfigRow[];
}
