import { escapeHtml } from '../html-page.ts';

type Schemas = Readonly<Record<string, unknown>>;

/** A schema's fields, for people; a list shows those of its rows. */
export function schemaTable(schema: unknown, schemas: Schemas): string {
  const found = resolve(schema, schemas);
  if (found['type'] === 'array') {
    const items = resolve(found['items'], schemas);
    const inner = isPlain(items['properties'])
      ? schemaTable(items, schemas)
      : `<p>${escapeHtml(formOf(items, schemas))}</p>`;
    return `<p>An array of:</p>\n${inner}`;
  }
  const { properties } = found;
  if (!isPlain(properties)) return `<p>${escapeHtml(formOf(found, schemas))}</p>`;
  const required = Array.isArray(found['required']) ? found['required'] : [];
  const rows = Object.entries(properties).map(([name, property]) => {
    const field = resolve(property, schemas);
    const notes = [
      formOf(property, schemas),
      ...(required.includes(name) ? ['required'] : []),
      ...(field['readOnly'] === true ? ['read only'] : []),
      ...(field['writeOnly'] === true ? ['never read back'] : []),
      ...('default' in field ? [`${JSON.stringify(field['default'])} unless given`] : []),
    ];
    const words = typeof field['description'] === 'string' ? field['description'] : '';
    return `<tr><th scope="row"><code>${escapeHtml(name)}</code></th><td>${escapeHtml(notes.join(', '))}</td><td>${escapeHtml(words)}</td></tr>`;
  });
  return `<table><tbody>\n${rows.join('\n')}\n</tbody></table>`;
}

function formOf(schema: unknown, schemas: Schemas): string {
  const found = resolve(schema, schemas);
  if (Array.isArray(found['anyOf'])) return found['anyOf'].map((branch) => formOf(branch, schemas)).join(' or ');
  if (Array.isArray(found['enum'])) return found['enum'].map((value) => JSON.stringify(value)).join(' or ');
  if ('const' in found) return JSON.stringify(found['const']);
  if (found['type'] === 'array') return `array of ${formOf(found['items'], schemas)}`;
  if (found['type'] === 'object' && isPlain(found['properties'])) {
    return `{${Object.entries(found['properties'])
      .map(([name, inner]) => `${name}: ${formOf(inner, schemas)}`)
      .join(', ')}}`;
  }
  return typeof found['type'] === 'string' ? found['type'] : 'anything';
}

function resolve(schema: unknown, schemas: Schemas): Readonly<Record<string, unknown>> {
  if (!isPlain(schema)) return {};
  const { $ref } = schema;
  if (typeof $ref !== 'string') return schema;
  const found = schemas[$ref.slice($ref.lastIndexOf('/') + 1)];
  return isPlain(found) ? found : {};
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
