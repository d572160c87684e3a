import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';
import { gunzipSync } from 'node:zlib';

const TOKEN = 'apiv3_a-token';
const LINE =
  /^(?<measurement>(?:[^,\s\\]|\\.)+)(?<tags>(?:,(?:[^=,\s\\]|\\.)+=(?:[^=,\s\\]|\\.)+)*) (?<fields>\S(?:"(?:[^"\\]|\\.)*"|[^"\s])*) (?<time>\d{19})$/;
const FIELD = /(?:^|,)(?<name>(?:[^=,\\]|\\.)+)=(?<value>"(?:[^"\\]|\\.)*"|[^,]+)/g;

/**
 * A stand-in for InfluxDB 3 Core, by its documentation alone: no real one was at hand. `/ping` and writing want a token; a
 * database is made by writing to it; of a batch with faulty lines the others are kept, and the answer is a 400.
 */
export class FakeInfluxDb3 {
  /** By measurement. */
  readonly lines = new Map<string, string[]>();
  readonly #types = new Map<string, string>();

  static async start(context: TestContext) {
    const fake = new FakeInfluxDb3();
    const server = createServer((request, response) => void fake.#answer(request, response)).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    context.after(() => server.close());
    // It listens on a port of loopback.
    const { port } = server.address() as AddressInfo;
    return { fake, target: { url: `http://127.0.0.1:${port}`, org: '', bucket: 'concierge', token: TOKEN } };
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://fake');
    const send = (status: number, json?: object) => {
      response.writeHead(status, { 'x-influxdb-version': '3.2.1', 'content-type': 'application/json' });
      response.end(json && JSON.stringify(json));
    };
    if (!/^(Token|Bearer) apiv3_a-token$/.test(request.headers.authorization ?? '')) {
      response.writeHead(401).end();
      return;
    }
    if (pathname === '/ping') send(200, { version: '3.2.1' });
    else if (pathname !== '/api/v2/write' || request.method !== 'POST') send(404, { error: 'not found' });
    else if (!searchParams.get('bucket') || searchParams.get('precision') !== 'ns')
      send(400, { error: 'invalid query' });
    else this.#write(String(request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body), send);
  }

  #write(text: string, send: (status: number, json?: object) => void): void {
    const wrong = text.split('\n').flatMap((line, index) => {
      const why = this.#take(line);
      return why === null ? [] : [{ original_line: line, line_number: index + 1, error_message: why }];
    });
    if (wrong.length === 0) send(204);
    else send(400, { error: 'partial write of line protocol occurred', data: wrong });
  }

  #take(line: string): string | null {
    const { measurement = '', fields = '' } = LINE.exec(line)?.groups ?? {};
    if (measurement === '') return 'invalid line protocol';
    for (const { groups } of fields.matchAll(FIELD)) {
      const key = `${measurement} ${groups?.['name']}`;
      const type = typeOf(groups?.['value'] ?? '');
      const known = this.#types.get(key) ?? type;
      if (type === null || known !== type) return `invalid field value for ${key}: expected ${known}, got ${type}`;
      this.#types.set(key, type);
    }
    this.lines.set(measurement, [...(this.lines.get(measurement) ?? []), line]);
    return null;
  }
}

function typeOf(value: string): string | null {
  if (value.startsWith('"')) return 'string';
  if (/^-?\d+i$/.test(value)) return 'int64';
  if (/^(t|T|true|True|TRUE|f|F|false|False|FALSE)$/.test(value)) return 'bool';
  return /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(value) ? 'float64' : null;
}
