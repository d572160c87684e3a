import { once } from 'node:events';
import {
  createServer,
  type IncomingMessage,
  request as openRequest,
  type Server,
  type ServerResponse,
} from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';

const INGRESS = '/api/hassio_ingress/';

/** One origin, as a browser sees it: the core with its frontend, and below ingress's path what Supervisor lets through. */
export class FrontDoor {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor(coreUrl: string, supervisorUrl: string, panelPath: string) {
    this.#server = createServer((request, response) => {
      const path = request.url === panelPath ? '/' : (request.url ?? '/');
      forward(request, response, `${path.startsWith(INGRESS) ? supervisorUrl : coreUrl}${path}`);
    });
    this.#server.on('connection', (socket: Socket) => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
    });
    this.#server.on('upgrade', (request, socket, head) => tunnel(request, socket, head, Number(new URL(coreUrl).port)));
  }

  /** @param panelPath that the core does not know, and answers with its frontend */
  static async open(coreUrl: string, supervisorUrl: string, panelPath: string): Promise<FrontDoor> {
    const door = new FrontDoor(coreUrl, supervisorUrl, panelPath);
    door.#server.listen(0, '127.0.0.1');
    await once(door.#server, 'listening');
    return door;
  }

  get url(): string {
    // A listening TCP server's address is never a string or null.
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }
}

function forward(request: IncomingMessage, response: ServerResponse, to: string): void {
  const { method = 'GET', headers } = request;
  const onward = openRequest(to, { method, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  onward.on('error', () =>
    response.headersSent ? response.destroy() : response.writeHead(502).end('502: Bad Gateway'),
  );
  response.on('close', () => onward.destroy());
  request.pipe(onward);
}

/** A websocket, byte by byte. */
function tunnel({ method, url, rawHeaders }: IncomingMessage, near: Duplex, head: Buffer, port: number): void {
  const far = connect(port, '127.0.0.1');
  const lines = [`${method} ${url} HTTP/1.1`];
  for (let at = 0; at < rawHeaders.length; at += 2) lines.push(`${rawHeaders[at]}: ${rawHeaders[at + 1]}`);
  far.write(`${lines.join('\r\n')}\r\n\r\n`);
  far.write(head);
  for (const [one, other] of [
    [near, far],
    [far, near],
  ] as const) {
    one.on('error', () => {});
    one.on('close', () => other.destroy());
    one.pipe(other);
  }
}
