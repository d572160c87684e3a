import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** As Supervisor names who is logged in. */
const USER = {
  'x-remote-user-id': '0123456789abcdef0123456789abcdef',
  'x-remote-user-name': 'anna',
  'x-remote-user-display-name': 'Anna',
};

/** What Supervisor and Home Assistant leave out on the way back. */
const DROPPED: ReadonlySet<string> = new Set(['transfer-encoding', 'content-encoding', 'connection', 'keep-alive']);

export interface HomePage {
  readonly lang: string;
  /** Custom properties on the root, as a theme sets them. */
  readonly theme: Readonly<Record<string, string>>;
}

/** Home Assistant's front door: its page with the panel in a frame, and the panel itself under ingress's path. */
export class Ingress {
  readonly #server: Server;
  readonly path = '/api/hassio_ingress/tqXn3-not_a_secret/';
  /** It knows no session of the browser's, and refuses everything below its path as Supervisor does. */
  sessionOver = false;
  home: HomePage = { lang: 'en', theme: {} };

  private constructor(port: number) {
    this.#server = createServer((incoming, response) => {
      if (incoming.url?.startsWith(this.path) && this.sessionOver) response.writeHead(401).end('401: Unauthorized');
      else if (incoming.url?.startsWith(this.path)) this.#forward(port, incoming, response);
      else this.#page(response);
    });
  }

  static async start(panelPort: number): Promise<Ingress> {
    const ingress = new Ingress(panelPort);
    await new Promise<void>((resolve) => ingress.#server.listen(0, '127.0.0.1', resolve));
    return ingress;
  }

  get origin(): string {
    // A server that listens on a port has an address with one.
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Where a hash of the panel is. */
  url(hash = ''): string {
    return `${this.origin}${this.path}${hash}`;
  }

  /** As when Home Assistant restarts: what is open is cut off. */
  cut(): void {
    this.#server.closeAllConnections();
  }

  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }

  #forward(port: number, incoming: IncomingMessage, response: ServerResponse): void {
    const path = `/${incoming.url?.slice(this.path.length) ?? ''}`;
    const headers = { ...incoming.headers, ...USER, 'x-ingress-path': this.path.replace(/\/$/, '') };
    const outgoing = request({ host: '127.0.0.1', port, path, method: incoming.method, headers }, (answer) => {
      const kept = Object.entries(answer.headers).filter(([name]) => !DROPPED.has(name));
      response.writeHead(answer.statusCode ?? 502, Object.fromEntries(kept));
      answer.pipe(response);
    });
    outgoing.on('error', () => (response.headersSent ? response.destroy() : response.writeHead(502).end()));
    response.on('close', () => outgoing.destroy());
    incoming.pipe(outgoing);
  }

  #page(response: ServerResponse): void {
    const style = Object.entries(this.home.theme).map(([name, value]) => `${name}: ${value};`);
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(`<!doctype html>
<html lang="${this.home.lang}" style="${style.join(' ')}">
<head><title>Home Assistant</title></head>
<body><main><h1 style="position: absolute; clip-path: inset(50%)">Home Assistant</h1>
<iframe title="Concierge" src="${this.path}" style="width: 100%; height: 95vh; border: 0"></iframe></main></body>
</html>`);
  }
}
