import assert from 'node:assert/strict';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { openApiDocument } from '../../src/rest/api/openapi-document.ts';

type ApiDocument = ReturnType<typeof openApiDocument>;

interface Exchange {
  readonly method: string;
  readonly path: string;
  /** As it was sent, where that was JSON. */
  readonly sent: unknown;
  readonly status: number;
  readonly contentType: string | null;
  readonly answered: unknown;
}

/** What is refused before it comes to an operation, or where there is none. */
const REFUSALS: ReadonlySet<number> = new Set([400, 401, 403, 404, 405, 413]);
/** A fault of ours stands in no document. */
const OUR_FAULT = 500;

/** Holds what is sent and answered against the OpenAPI document: its statuses, content types and schemas. */
export class DocumentCheck {
  readonly #document: ApiDocument;
  readonly #ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false });
  readonly #validators = new Map<string, ValidateFunction>();

  constructor(document: ApiDocument) {
    this.#document = document;
    this.#ajv.addSchema({ $id: 'api', components: document.components });
  }

  /** Pages, and addresses that the document does not know, are none of its business, but what they refuse. */
  check({ method, path, sent, status, contentType, answered }: Exchange): void {
    const where = `${method} ${path}`;
    const type = contentType?.replace(/;.*$/, '') ?? null;
    if (type === 'text/html') return;
    const operation = this.#operation(method, path);
    if (operation === undefined || status === OUR_FAULT) {
      if (REFUSALS.has(status) || status === OUR_FAULT) this.#fits(REFUSAL, answered, `${where}: ${status}`);
      return;
    }
    const listed = operation.responses[status];
    assert.ok(listed, `the document has no ${status} for ${where}: ${JSON.stringify(answered)}`);
    const types = Object.keys(listed.content ?? {});
    if (types.length === 0) assert.equal(answered, '', `${where} answers what the document does not tell`);
    else assert.ok(type !== null && types.includes(type), `${where} answers ${type}, the document says ${types}`);
    if (type === 'application/json' && types.includes(type)) {
      this.#fits(listed.content[type].schema, answered, `the answer ${status} of ${where}`);
    }
    const body = operation.requestBody?.content?.['application/json']?.schema;
    const isTaken = status < 300 && body !== undefined && (sent !== undefined || operation.requestBody.required);
    if (isTaken) this.#fits(body, sent, `what ${where} took`);
  }

  #operation(method: string, path: string) {
    const address = path.replace(/\?.*$/, '').replace(/(.)\/$/, '$1');
    const exact = Object.keys(this.#document.paths).find((known) => known.toLowerCase() === address.toLowerCase());
    const found = exact ?? Object.keys(this.#document.paths).find((known) => formOf(known).test(address));
    return found === undefined ? undefined : Object(this.#document.paths[found])[method.toLowerCase()];
  }

  #fits(schema: object, value: unknown, what: string): void {
    const key = JSON.stringify(schema);
    const validate = this.#validators.get(key) ?? this.#ajv.compile(absolute(schema));
    this.#validators.set(key, validate);
    assert.ok(validate(value), `${what} does not fit the document: ${this.#ajv.errorsText(validate.errors)}`);
  }
}

const REFUSAL = {
  type: 'object',
  required: ['message'],
  additionalProperties: false,
  properties: { message: { type: 'object', minProperties: 1, additionalProperties: { type: 'string', minLength: 1 } } },
};

function formOf(path: string): RegExp {
  return new RegExp(`^${path.replaceAll(/[.*+?^$()|[\]\\]/g, '\\$&').replaceAll(/\{\w+\}/g, '[^/]+')}$`, 'i');
}

/** References into the document, from outside of it. */
function absolute(schema: object): object {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/components/', '"api#/components/'));
}
