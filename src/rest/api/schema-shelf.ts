import type { TSchema } from 'typebox';

type Plain = Record<string, unknown>;

/** The named schemas of a document: one with a title is written once, under its title, and referred to. */
export class SchemaShelf {
  readonly schemas: Record<string, Plain> = {};
  readonly #sources = new Map<string, string>();

  /** The schema as it stands in the document. */
  reference(schema: TSchema | object): object {
    return this.#convert(toPlain(schema));
  }

  /** The same, but never by reference: a parameter has its own words beside it. */
  plain(schema: TSchema): Plain {
    return this.#convertInside(toPlain(schema));
  }

  #convert(schema: unknown): object {
    if (!isPlain(schema)) return {};
    const { title } = schema;
    if (typeof title !== 'string') return this.#convertInside(schema);
    const name = title.replaceAll(/[^A-Za-z0-9]+/g, '');
    const source = JSON.stringify(schema);
    const known = this.#sources.get(name);
    if (known !== undefined && known !== source) throw new Error(`Two different schemas have the title "${title}".`);
    if (known === undefined) {
      this.#sources.set(name, source);
      this.schemas[name] = this.#convertInside(schema);
    }
    return { $ref: `#/components/schemas/${name}` };
  }

  #convertInside(schema: Plain): Plain {
    return Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, this.#convertValue(key, value)]));
  }

  /** Only where schemas stand is a `title` one of ours: a field may be called so as well. */
  #convertValue(key: string, value: unknown): unknown {
    if (MAPS.has(key) && isPlain(value)) {
      return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, this.#convert(inner)]));
    }
    if (LISTS.has(key) && Array.isArray(value)) return value.map((inner) => this.#convert(inner));
    return SINGLE.has(key) && isPlain(value) ? this.#convert(value) : value;
  }
}

const MAPS: ReadonlySet<string> = new Set(['properties', 'patternProperties']);
const LISTS: ReadonlySet<string> = new Set(['anyOf', 'allOf', 'oneOf', 'prefixItems']);
const SINGLE: ReadonlySet<string> = new Set(['items', 'additionalProperties', 'not']);

/** TypeBox keeps notes of its own beside what JSON Schema has; they are not enumerable. */
function toPlain(schema: object): Plain {
  const plain: unknown = JSON.parse(JSON.stringify(schema));
  return isPlain(plain) ? plain : {};
}

function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
