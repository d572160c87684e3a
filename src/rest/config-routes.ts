import { Type } from 'typebox';
import type { ConfigStore, ReadonlyConfig } from '../ports/config-store.ts';
import { ApiRoutes } from './api/api-routes.ts';
import { answerOf, refusedWith } from './api/route-spec.ts';
import { type ConfigRow, rowOf, rowsOf } from './config-row.ts';
import type { FieldMessages } from './message.ts';
import { linkNextPage, pageFields } from './page-query.ts';
import { presentRow, REST_TABLES, type RestTable } from './rest-tables.ts';
import { unwritable, writeRow } from './row-write.ts';
import { tableSchemas } from './table-schemas.ts';
import { keepRow, type MadeRow, removeRow, type WriteOutcome } from './table-writes.ts';

/** What a body is written over. */
type BaseOf = (rules: RestTable, row: ConfigRow) => Readonly<Record<string, unknown>>;

const ONE = Type.Object({ id: Type.Integer({ minimum: 1 }) });
const MOST_ROWS = 10_000;

/** Port 8000, the tables that people edit: list, one, create, replace, change, delete. */
export function configRoutes(config: ConfigStore): ApiRoutes {
  const api = new ApiRoutes('Tables', 'What people edit: cameras, profiles and the rest.');
  for (const rules of REST_TABLES) {
    addReading(api, rules, config);
    addWriting(api, rules, config);
  }
  return api;
}

function addReading(api: ApiRoutes, rules: RestTable, config: ConfigStore): void {
  const { table, noun, label } = rules;
  const { row: schema } = tableSchemas(rules);
  const byLabel = { [label]: Type.Optional(Type.String({ description: `Only the row with this ${label}.` })) };
  api.add({
    method: 'get',
    path: `/rest/${table}`,
    summary: `List every ${noun}`,
    query: Type.Object({ ...byLabel, ...pageFields(MOST_ROWS, MOST_ROWS) }),
    answer: Type.Array(schema),
    handle: ({ query, request, response }) => {
      const document = config.read();
      const wanted = Object.entries(query).find(([field]) => field === label)?.[1];
      const keyOf = rules.sameLabel ?? ((text: string) => text.toLowerCase());
      const rows = rowsOf(document, table)
        .filter((row) => typeof wanted !== 'string' || keyOf(String(row[label])) === keyOf(wanted))
        .slice(query.offset, query.offset + query.limit);
      linkNextPage(request, response, query, rows);
      return answerOf(rows.map((row) => presentRow(rules, row, document)));
    },
  });
  api.add({
    method: 'get',
    path: `/rest/${table}/:id`,
    summary: `Read one ${noun}`,
    params: ONE,
    answer: schema,
    handle: ({ params }) => {
      const row = rowOf(config.read(), table, params.id);
      return replyTo(row ? { kind: 'kept', row } : { kind: 'gone' }, rules, config);
    },
  });
}

function addWriting(api: ApiRoutes, rules: RestTable, config: ConfigStore): void {
  const { table, noun } = rules;
  const { row: answer, input, change } = tableSchemas(rules);
  api.add({
    method: 'post',
    path: `/rest/${table}`,
    summary: `Add a ${noun}`,
    body: input,
    alsoWrong: ({ body }) => problemsOf(writeRow(rules, {}, Number.MAX_SAFE_INTEGER, body, config.read())),
    status: 201,
    answer,
    handle: async ({ body }) => {
      const outcome = await keepRow(config, rules, (document, newId) => writeRow(rules, {}, newId, body, document));
      return replyTo(outcome, rules, config);
    },
  });
  const overwrite = (method: 'put' | 'patch', baseOf: BaseOf) =>
    api.add({
      method,
      path: `/rest/${table}/:id`,
      summary: method === 'put' ? `Replace a ${noun}` : `Change some fields of a ${noun}`,
      params: ONE,
      lost: ({ id }) => (rowOf(config.read(), table, id) ? null : noSuch(rules)),
      body: method === 'put' ? input : change,
      alsoWrong: ({ params, body }) => problemsOf(rewrite(config.read(), rules, params.id, body, baseOf)),
      answer,
      handle: async ({ params, body }) => {
        const outcome = await keepRow(config, rules, (document) => rewrite(document, rules, params.id, body, baseOf));
        return replyTo(outcome, rules, config);
      },
    });
  overwrite('put', unwritable);
  overwrite('patch', (_rules, row) => row);
  api.add({
    method: 'delete',
    path: `/rest/${table}/:id`,
    summary: `Delete a ${noun}`,
    description: 'A row that others refer to is not deleted: the 400 names them.',
    params: ONE,
    status: 204,
    handle: async ({ params }) => replyTo(await removeRow(config, rules, params.id), rules, config),
  });
}

function rewrite(document: ReadonlyConfig, rules: RestTable, id: number, body: unknown, baseOf: BaseOf): MadeRow {
  const row = rowOf(document, rules.table, id);
  if (!row) return { kind: 'gone' };
  const made = writeRow(rules, baseOf(rules, row), id, body, document);
  if (made.kind === 'bad') return made;
  return { kind: 'fine', row: { ...made.row, ...rules.follow?.(row, made.row) } };
}

function problemsOf(made: MadeRow): FieldMessages {
  return made.kind === 'bad' ? made.message : {};
}

function replyTo(outcome: WriteOutcome, rules: RestTable, config: ConfigStore) {
  if (outcome.kind === 'kept') return answerOf(presentRow(rules, outcome.row, config.read()));
  return outcome.kind === 'gone' ? refusedWith(404, noSuch(rules)) : refusedWith(400, outcome.message);
}

function noSuch(rules: RestTable): FieldMessages {
  return { id: `there is no such ${rules.noun}` };
}
