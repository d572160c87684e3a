import type { TSchema } from 'typebox';
import { writtenForm } from '../written-form.ts';
import type { ApiRoutes } from './api-routes.ts';
import { documentedPath, parametersIn } from './documented-path.ts';
import type { Operation } from './route-spec.ts';
import { SchemaShelf } from './schema-shelf.ts';

/** The routes of one port. */
export interface ApiPort {
  readonly port: number;
  readonly routes: readonly ApiRoutes[];
}

interface PathItem {
  servers?: { url: string; description: string; variables?: object }[];
  [method: string]: unknown;
}

const MESSAGE = {
  title: 'Refusal',
  type: 'object',
  description: 'Every bad field with what is wrong with it.',
  properties: { message: { type: 'object', additionalProperties: { type: 'string' } } },
  required: ['message'],
  examples: [{ message: { name: 'is required' } }],
};

/**
 * The OpenAPI 3.1 document of all ports, made of the very schemas by which requests are checked.
 * @param ownPort the port that serves the document; paths of others name their server
 */
export function openApiDocument(version: string, ownPort: number, ports: readonly ApiPort[]) {
  const shelf = new SchemaShelf();
  const refusal = shelf.reference(MESSAGE);
  const paths: Record<string, PathItem> = {};
  for (const { port, routes } of ports) {
    for (const { tag, operations } of routes) {
      for (const operation of operations) addOperation(paths, operation, { tag, port, ownPort, shelf, refusal });
    }
  }
  const tags = new Map(ports.flatMap(({ routes }) => routes.map(({ tag, description }) => [tag, description])));
  return {
    openapi: '3.1.1',
    info: {
      title: 'Concierge',
      version,
      description:
        'Finds people, cars and more in what cameras upload. Lists are plain arrays; what is refused answers `{"message": {"<field>": "<why>"}}`. ' +
        'From Home Assistant, its add-ons and trusted networks no token is needed. A slash at the end of a path does not matter.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/', description: `This port (${ownPort} unless it is mapped to another)` }],
    security: [{}, { bearer: [] }, { token: [] }],
    tags: [...tags].map(([name, description]) => ({ name, description })),
    paths,
    components: {
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', description: 'The `api_token` that the add-on shows.' },
        token: { type: 'apiKey', in: 'query', name: 'token', description: 'The same, for what cannot send headers.' },
      },
      schemas: shelf.schemas,
    },
  };
}

interface Fields {
  readonly properties: Readonly<Record<string, TSchema>>;
  readonly required?: readonly string[];
}

interface Place {
  readonly tag: string;
  readonly port: number;
  readonly ownPort: number;
  readonly shelf: SchemaShelf;
  readonly refusal: object;
}

function addOperation(paths: Record<string, PathItem>, operation: Operation, place: Place): void {
  const path = documentedPath(operation.path);
  const item = paths[path] ?? {};
  paths[path] = item;
  if (place.port !== place.ownPort) addServer(item, place.port);
  item[operation.method] ??= describe(operation, path, place);
}

function addServer(item: PathItem, port: number): void {
  const url = `http://{host}:${port}`;
  item.servers ??= [];
  if (item.servers.some((server) => server.url === url)) return;
  const variables = { host: { default: 'homeassistant.local', description: 'As callers reach the add-on' } };
  item.servers.push({ url, description: `Port ${port}`, variables });
}

function describe(operation: Operation, path: string, { tag, shelf, refusal }: Place) {
  const { method, summary, description } = operation;
  const parameters = [
    ...parametersOf('path', withEveryParameter(operation), shelf),
    ...(operation.query ? parametersOf('query', operation.query, shelf) : []),
  ];
  return {
    operationId: operationId(method, path),
    tags: [tag],
    summary,
    ...(description !== undefined && { description }),
    ...(parameters.length > 0 && { parameters }),
    ...bodyOf(operation, shelf),
    responses: responsesOf(operation, parameters.length > 0, shelf, refusal),
  };
}

/** What has a default may be left out of a body, though it never lacks in an answer. */
function bodyOf({ body, isBodyOptional = false, ownBody = [] }: Operation, shelf: SchemaShelf) {
  const own = Object.fromEntries(ownBody.map((type) => [type, {}]));
  const content = { ...(body && json(shelf.reference(writtenForm(body)))), ...own };
  return Object.keys(content).length === 0 ? {} : { requestBody: { required: !isBodyOptional, content } };
}

function responsesOf(operation: Operation, hasParameters: boolean, shelf: SchemaShelf, refusal: object) {
  const { status = 200, answer, path, refusals = {}, body, ownBody } = operation;
  const hasBody = body !== undefined || ownBody !== undefined;
  const refused = (description: string) => ({ description, content: json(refusal) });
  const content = answer === undefined ? undefined : contentOf(answer, shelf);
  const usual: Record<number, object> = {
    [status]: { description: status === 204 ? 'Done' : 'Fine', ...(content && { content }) },
    ...((hasParameters || hasBody) && { 400: refused('Refused, and nothing was changed: every bad field is named') }),
    401: refused('A token is needed'),
    ...(hasBody && { 413: refused('The body is too large') }),
    ...(parametersIn(path).length > 0 && { 404: refused('There is no such thing') }),
  };
  const further = Object.entries(refusals).map(([code, words]) => [code, refused(words)] as const);
  return { ...usual, ...Object.fromEntries(further) };
}

function contentOf(answer: NonNullable<Operation['answer']>, shelf: SchemaShelf) {
  if ('contentType' in answer && typeof answer.contentType === 'string') return { [answer.contentType]: {} };
  return json(shelf.reference(answer));
}

function json(schema: object) {
  return { 'application/json': { schema } };
}

/** Those that the path has; without a schema of their own, they are text. */
function withEveryParameter({ path, params }: Operation): Fields {
  const names = parametersIn(path);
  const properties = Object.fromEntries(names.map((name) => [name, params?.properties[name] ?? { type: 'string' }]));
  return { properties, required: names };
}

function parametersOf(place: 'path' | 'query', schema: Fields, shelf: SchemaShelf): object[] {
  const required: ReadonlySet<unknown> = new Set(schema.required);
  return Object.entries(schema.properties).map(([name, property]: [string, TSchema]) => {
    const { description, ...rest } = shelf.plain(property);
    const isRequired = place === 'path' || (required.has(name) && !('default' in rest));
    return { name, in: place, required: isRequired, ...(description !== undefined && { description }), schema: rest };
  });
}

/** `get /rest/cameras/{id}` is `getRestCamerasById`. */
function operationId(method: string, path: string): string {
  const words = path
    .replaceAll(/\{(\w+)\}/g, 'by-$1')
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '');
  return method + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}
