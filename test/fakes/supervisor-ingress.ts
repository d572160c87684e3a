import { type IncomingMessage, request as openRequest, type ServerResponse } from 'node:http';

export interface IngressSettings {
  /** Of the add-on's ingress port, http://host:port, asked with every request. */
  readonly addOnUrl: () => string;
  /** Who has logged in to Home Assistant. */
  readonly user: { readonly id: string; readonly name: string; readonly displayName: string };
}

const PREFIX = '/api/hassio_ingress/';
/** Hop by hop, or the proxies' own business. */
const NOT_PASSED_ON = new Set([
  'accept-encoding',
  'connection',
  'content-length',
  'content-encoding',
  'host',
  'keep-alive',
  'transfer-encoding',
  'x-supervisor-token',
  'x-hassio-key',
  'x-remote-user-id',
  'x-remote-user-name',
  'x-remote-user-display-name',
]);
const NOT_PASSED_BACK = new Set(['transfer-encoding', 'content-encoding', 'connection', 'keep-alive']);

/**
 * The way of a browser's request through the core and Supervisor to an add-on's ingress port: a session's cookie opens
 * it, and both add their headers. Websockets are not passed on.
 */
export class Ingress {
  /** Part of every address, new with every installation of the add-on. */
  readonly token = 'AKpzFAt-uDQF6aBeULQzcLRbGFW84n1oxW8Z1Flb5V8';
  readonly session = '0f3a52bd5e214c66a2bd6a1bfb9ed3d4';
  readonly #settings: IngressSettings;

  constructor(settings: IngressSettings) {
    this.#settings = settings;
  }

  takes(path: string): boolean {
    return path.startsWith(PREFIX);
  }

  answer(request: IncomingMessage, response: ServerResponse): void {
    if (!(request.headers.cookie ?? '').includes(`ingress_session=${this.session}`)) {
      response.writeHead(401).end('401: Unauthorized');
      return;
    }
    const [token = '', ...path] = (request.url ?? '').slice(PREFIX.length).split('/');
    if (token !== this.token) {
      response.writeHead(503).end('503: Service Unavailable');
      return;
    }
    const onward = openRequest(`${this.#settings.addOnUrl()}/${path.join('/')}`, {
      method: request.method ?? 'GET',
      headers: this.#headers(request),
    });
    onward.on('response', (answer) => {
      const back = Object.entries(answer.headers).filter(([name]) => !NOT_PASSED_BACK.has(name));
      response.writeHead(answer.statusCode ?? 502, Object.fromEntries(back));
      answer.pipe(response);
    });
    onward.on('error', () => response.writeHead(502).end('502: Bad Gateway'));
    request.pipe(onward);
  }

  #headers(request: IncomingMessage): Record<string, string | string[]> {
    const { user } = this.#settings;
    const given = Object.entries(request.headers).flatMap(([name, value]) =>
      value === undefined || NOT_PASSED_ON.has(name) ? [] : [[name, value] as const],
    );
    const from = request.socket.remoteAddress ?? '';
    return {
      ...Object.fromEntries(given),
      'X-Hass-Source': 'core.ingress',
      'X-Ingress-Path': `${PREFIX}${this.token}`,
      'X-Forwarded-For': [request.headers['x-forwarded-for'], from, '172.30.32.1'].flat().filter(Boolean).join(', '),
      'X-Forwarded-Host': request.headers.host ?? '',
      'X-Forwarded-Proto': 'http',
      'X-Remote-User-Id': user.id,
      'X-Remote-User-Name': user.name,
      'X-Remote-User-Display-Name': user.displayName,
    };
  }
}
