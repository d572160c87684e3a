import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import type { TestContext } from 'node:test';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { PASSWORD, USER } from './ftp-bench.ts';

/** A control connection word by word: what real clients never let one do. */
export class RawClient {
  #socket: Socket;
  #received = '';
  #closed = false;
  #wake: () => void = () => {};

  private constructor(socket: Socket) {
    this.#socket = socket;
    this.#listenTo(socket);
  }

  get socket(): Socket {
    return this.#socket;
  }

  /** AUTH TLS, and everything from then on over it. Answers the session, for data connections to resume. */
  async startTls(): Promise<Buffer | undefined> {
    await this.command('AUTH TLS', 234);
    const plain = this.#socket;
    plain.removeAllListeners('data');
    const secure = connectTls({ socket: plain, rejectUnauthorized: false });
    await once(secure, 'secureConnect');
    this.#socket = secure;
    this.#listenTo(secure);
    return secure.getSession();
  }

  #listenTo(socket: Socket): void {
    socket.setEncoding('latin1');
    socket.on('error', () => {});
    socket.on('data', (text) => {
      this.#received += text;
      this.#wake();
    });
    socket.on('close', () => {
      this.#closed = true;
      this.#wake();
    });
  }

  static async open(context: TestContext, server: { host: string; port: number }): Promise<RawClient> {
    const socket = connect(server.port, server.host);
    context.after(() => socket.destroy());
    const client = new RawClient(socket);
    await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject));
    return client;
  }

  static async loggedIn(context: TestContext, server: { host: string; port: number }): Promise<RawClient> {
    const client = await RawClient.open(context, server);
    await client.expect(220);
    await client.command(`USER ${USER}`, 331);
    await client.command(`PASS ${PASSWORD}`, 230);
    return client;
  }

  send(text: string | Buffer): void {
    this.socket.write(text);
  }

  /** The next whole reply, several lines included. */
  async reply(): Promise<string> {
    for (;;) {
      const match = /^(?:(\d{3})-[\s\S]*?\r\n)?(\d{3}) [^\r\n]*\r\n/.exec(this.#received);
      if (match && (match[1] === undefined || match[1] === match[2])) {
        this.#received = this.#received.slice(match[0].length);
        return match[0].trimEnd();
      }
      if (this.#closed) throw new Error(`Closed instead of replying; left: ${JSON.stringify(this.#received)}`);
      await this.#more();
    }
  }

  async expect(code: number): Promise<string> {
    const reply = await this.reply();
    assert.equal(reply.slice(0, 3), String(code), reply);
    return reply;
  }

  async command(line: string, code: number): Promise<string> {
    this.send(`${line}\r\n`);
    return this.expect(code);
  }

  async closed(): Promise<void> {
    while (!this.#closed) await this.#more();
  }

  /** PASV, and the port it promises. */
  async passivePort(): Promise<number> {
    return portOf(await this.command('PASV', 227));
  }

  /** PASV and the data connection. */
  async dataConnection(context: TestContext): Promise<Socket> {
    return openData(context, await this.passivePort());
  }

  /** A whole upload as a camera does it; answers the last reply. */
  async upload(context: TestContext, name: string, content: Buffer): Promise<string> {
    const data = await this.dataConnection(context);
    await this.command(`STOR ${name}`, 150);
    data.end(content);
    return this.reply();
  }

  #more(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }
}

export function portOf(reply: string): number {
  const match = /\((?:\d+,){4}(\d+),(\d+)\)/.exec(reply);
  assert.ok(match, reply);
  return Number(match[1]) * 256 + Number(match[2]);
}

export async function openData(context: TestContext, port: number, host = '127.0.0.1', localAddress?: string) {
  const socket = connect(localAddress === undefined ? { port, host } : { port, host, localAddress });
  context.after(() => socket.destroy());
  socket.on('error', () => {});
  await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject));
  return socket;
}

/** The client's end of TLS on a data connection. */
export async function secureData(socket: Socket, session?: Buffer): Promise<TLSSocket> {
  const secure = connectTls({ socket, rejectUnauthorized: false, ...(session && { session }) });
  secure.on('error', () => {});
  await once(secure, 'secureConnect');
  return secure;
}

/** A client's own listener, for PORT and EPRT. */
export async function listenForData(context: TestContext, host = '127.0.0.1') {
  const connection = Promise.withResolvers<Socket>();
  const server: Server = createServer((socket) => connection.resolve(socket));
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  context.after(() => server.close());
  const address = server.address();
  assert.ok(address !== null && typeof address === 'object');
  return { port: address.port, connection: connection.promise };
}
