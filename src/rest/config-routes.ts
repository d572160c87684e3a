import { type Request, type Response, Router } from 'express';
import type { ConfigDocument } from '../domain/config-records.ts';
import { nextId } from '../domain/next-id.ts';
import type { ConfigStore, ReadonlyConfig } from '../ports/config-store.ts';
import { type ConfigRow, rowOf, rowsOf } from './config-row.ts';
import { type FieldMessages, refuse } from './message.ts';
import { describeRow, presentRow, REST_TABLES, type RestTable } from './rest-tables.ts';
import { usersOf } from './row-users.ts';
import { unwritable, type WrittenRow, writeRow } from './row-write.ts';

/** `refused` changed nothing. */
type Outcome =
  | { readonly kind: 'kept'; readonly row: ConfigRow }
  | { readonly kind: 'gone' }
  | { readonly kind: 'refused'; readonly message: FieldMessages };

/** Port 8000, the tables that people edit: list, one, create, replace, change, delete. */
export function configRoutes(config: ConfigStore): Router {
  const router = Router();
  for (const rules of REST_TABLES) addTable(router, rules, config);
  return router;
}

function addTable(router: Router, rules: RestTable, config: ConfigStore): void {
  const list = `/rest/${rules.table}`;
  const one = `${list}/:id`;
  router.get(list, (_request, response) => {
    const document = config.read();
    response.json(rowsOf(document, rules.table).map((row) => presentRow(rules, row, document)));
  });
  router.get(one, (request, response) => {
    const document = config.read();
    const row = rowOf(document, rules.table, idIn(request));
    answer(response, rules, config, 200, row ? { kind: 'kept', row } : { kind: 'gone' });
  });
  router.post(list, async (request, response) => {
    const outcome = await keep(config, rules, (document, newId) => writeRow(rules, {}, newId, request.body, document));
    answer(response, rules, config, 201, outcome);
  });
  router.put(one, async (request, response) => {
    answer(response, rules, config, 200, await replace(config, rules, request, (row) => unwritable(rules, row)));
  });
  router.patch(one, async (request, response) => {
    answer(response, rules, config, 200, await replace(config, rules, request, (row) => row));
  });
  router.delete(one, async (request, response) => {
    const outcome = await remove(config, rules, idIn(request));
    if (outcome.kind === 'kept') response.status(204).end();
    else answer(response, rules, config, 204, outcome);
  });
}

function replace(
  config: ConfigStore,
  rules: RestTable,
  request: Request,
  baseOf: (row: ConfigRow) => Readonly<Record<string, unknown>>,
): Promise<Outcome> {
  const id = idIn(request);
  return keep(config, rules, (document) => {
    const row = rowOf(document, rules.table, id);
    return row ? writeRow(rules, baseOf(row), id, request.body, document) : { kind: 'gone' };
  });
}

/** Makes the row twice: once to see whether it is to be refused, and again from the document as it is when it is written. */
async function keep(
  config: ConfigStore,
  rules: RestTable,
  make: (document: ReadonlyConfig, newId: number) => WrittenRow | { readonly kind: 'gone' },
): Promise<Outcome> {
  const first = make(config.read(), Number.MAX_SAFE_INTEGER);
  if (first.kind !== 'fine') return outcomeOf(first);
  return config.change((draft) => {
    const made = make(draft, nextId(draft, rules.table));
    if (made.kind === 'fine') putRow(draft, rules, made.row);
    return outcomeOf(made);
  });
}

function outcomeOf(made: WrittenRow | { readonly kind: 'gone' }): Outcome {
  if (made.kind === 'fine') return { kind: 'kept', row: made.row };
  return made.kind === 'bad' ? { kind: 'refused', message: made.message } : made;
}

async function remove(config: ConfigStore, rules: RestTable, id: number): Promise<Outcome> {
  const check = (document: ReadonlyConfig): Outcome => {
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

function answer(response: Response, rules: RestTable, config: ConfigStore, status: number, outcome: Outcome): void {
  if (outcome.kind === 'kept') response.status(status).json(presentRow(rules, outcome.row, config.read()));
  else if (outcome.kind === 'gone') refuse(response, 404, { id: `there is no such ${rules.noun}` });
  else refuse(response, 400, outcome.message);
}

/** NaN, which no row has, for what is no id. */
function idIn(request: Request): number {
  const { id } = request.params;
  return typeof id === 'string' && /^\d{1,15}$/.test(id) ? Number(id) : Number.NaN;
}
