import { escapeHtml, htmlPage } from '../html-page.ts';
import type { openApiDocument } from './openapi-document.ts';
import { schemaTable } from './schema-table.ts';

type ApiDocument = ReturnType<typeof openApiDocument>;

interface DocumentedOperation {
  readonly method: string;
  readonly path: string;
  readonly address: string;
  readonly tag: string;
  readonly operation: Readonly<Record<string, unknown>>;
}

/** The document as a page to read: nothing runs in it. */
export function apiPage(document: ApiDocument): string {
  const operations = operationsOf(document);
  const sections = document.tags.map(({ name, description }) => {
    const own = operations.filter(({ tag }) => tag === name);
    return `<h2>${escapeHtml(name)}</h2>\n<p>${escapeHtml(description)}</p>\n${own.map((one) => operationHtml(one, document)).join('\n')}`;
  });
  return htmlPage(
    'Concierge: REST',
    '<link rel="stylesheet" href="/rest/style.css">',
    `<main>
<h1>Concierge: REST services</h1>
<p>${proseHtml(document.info.description)}</p>
<p>For programs: <a href="/rest/openapi.json">openapi.json</a> (OpenAPI ${document.openapi}). The rows themselves: <a href="/rest/">tables</a>.</p>
${sections.join('\n')}
</main>`,
  );
}

function operationsOf({ paths }: ApiDocument): DocumentedOperation[] {
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([key]) => key !== 'servers')
      .map(([method, value]) => {
        const operation = Object(value);
        const [tag = ''] = operation.tags;
        const ports = (item.servers ?? []).map(({ url }) => /\d+$/.exec(url)?.[0]).join(', ');
        return { method, path, address: ports === '' ? path : `${path} (port ${ports})`, tag, operation };
      }),
  );
}

function operationHtml({ method, address, path, operation }: DocumentedOperation, document: ApiDocument): string {
  const { summary, description, parameters, requestBody, responses } = Object(operation);
  const answers = Object.entries(responses).map(([status, answer]) => {
    const { description: words, content } = Object(answer);
    const type = Object.keys(content ?? {})[0];
    const schema =
      type === 'application/json' && Number(status) < 300
        ? schemaTable(content[type].schema, document.components.schemas)
        : '';
    const other = type === undefined || type === 'application/json' ? '' : ` (<code>${escapeHtml(type)}</code>)`;
    return `<h3>${status}</h3>\n<p>${escapeHtml(words)}${other}</p>\n${schema}`;
  });
  const body = requestBody ? `<h3>Body</h3>\n${bodyHtml(requestBody.content, document)}` : '';
  return `<details id="${escapeHtml(operation['operationId'] === undefined ? path : String(operation['operationId']))}">
<summary><b class="${method}">${method.toUpperCase()}</b> <code>${escapeHtml(address)}</code> <span>${escapeHtml(summary)}</span></summary>
${description === undefined ? '' : `<p>${proseHtml(description)}</p>`}
${parametersHtml(parameters ?? [])}
${body}
${answers.join('\n')}
</details>`;
}

function bodyHtml(content: Readonly<Record<string, { readonly schema?: unknown }>>, document: ApiDocument): string {
  return Object.entries(content)
    .map(([type, { schema }]) =>
      schema === undefined
        ? `<p><code>${escapeHtml(type)}</code></p>`
        : schemaTable(schema, document.components.schemas),
    )
    .join('\n');
}

function parametersHtml(parameters: readonly object[]): string {
  if (parameters.length === 0) return '';
  const rows = parameters.map((parameter) => {
    const { name, in: place, required, description = '', schema } = Object(parameter);
    const form = `${schema.type ?? 'text'}${required ? ', required' : ''}${'default' in schema ? `, ${JSON.stringify(schema.default)} unless given` : ''}`;
    return `<tr><th scope="row"><code>${escapeHtml(name)}</code></th><td>${place}</td><td>${escapeHtml(form)}</td><td>${escapeHtml(description)}</td></tr>`;
  });
  return `<h3>Parameters</h3>\n<table><tbody>\n${rows.join('\n')}\n</tbody></table>`;
}

/** Text with `code` in backticks. */
function proseHtml(text: string): string {
  return escapeHtml(text)
    .replaceAll(/&#96;|`/g, '`')
    .replaceAll(/`([^`]+)`/g, '<code>$1</code>');
}
