import { once } from 'node:events';
import { WebSocket } from 'ws';

export type Json = Readonly<Record<string, unknown>>;

const REPLY_DEADLINE_MS = 60_000;

interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** One connection with Home Assistant's websocket API, as any other client has it; sees and does what its user may. */
export class CoreClient {
  readonly #socket: WebSocket;
  readonly #waiting = new Map<number, Waiting>();
  readonly #listeners = new Map<number, (event: Json) => void>();
  #lastId = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on('message', (data) => this.#receive(JSON.parse(String(data))));
    socket.on('error', () => {});
    socket.on('close', () => {
      for (const { reject } of this.#waiting.values()) reject(new Error('Home Assistant closed the connection.'));
    });
  }

  /** @param url http://host:port */
  static async connect(url: string, token: string, path = '/api/websocket'): Promise<CoreClient> {
    const socket = new WebSocket(`${url.replace(/^http/, 'ws')}${path}`);
    await expectMessage(socket, 'auth_required');
    socket.send(JSON.stringify({ type: 'auth', access_token: token }));
    await expectMessage(socket, 'auth_ok');
    return new CoreClient(socket);
  }

  get closed(): Promise<unknown> {
    return this.#socket.readyState === WebSocket.CLOSED ? Promise.resolve() : once(this.#socket, 'close');
  }

  /** @throws Error with Home Assistant's own words when it refuses */
  async ask(command: Json): Promise<unknown> {
    const id = ++this.#lastId;
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    this.#waiting.set(id, { resolve, reject });
    const timer = setTimeout(
      () => reject(new Error(`Home Assistant did not answer ${command['type']} within ${REPLY_DEADLINE_MS} ms.`)),
      REPLY_DEADLINE_MS,
    );
    this.#socket.send(JSON.stringify({ ...command, id }));
    try {
      return await promise;
    } finally {
      clearTimeout(timer);
      this.#waiting.delete(id);
    }
  }

  async listen(command: Json, onEvent: (event: Json) => void): Promise<void> {
    this.#listeners.set(this.#lastId + 1, onEvent);
    await this.ask(command);
  }

  call(domain: string, service: string, serviceData: Json, entityId?: string): Promise<unknown> {
    const target = entityId === undefined ? {} : { target: { entity_id: entityId } };
    return this.ask({ type: 'call_service', domain, service, service_data: serviceData, ...target });
  }

  close(): void {
    this.#socket.close();
  }

  #receive(message: Json): void {
    const id = Number(message['id']);
    if (message['type'] === 'event') this.#listeners.get(id)?.(message['event'] as Json);
    if (message['type'] !== 'result') return;
    if (message['success'] === true) this.#waiting.get(id)?.resolve(message['result']);
    else this.#waiting.get(id)?.reject(new Error(`Home Assistant refuses: ${JSON.stringify(message['error'])}`));
  }
}

async function expectMessage(socket: WebSocket, type: string): Promise<void> {
  const [data] = await once(socket, 'message', { signal: AbortSignal.timeout(REPLY_DEADLINE_MS) });
  const message = JSON.parse(String(data));
  if (message.type !== type) throw new Error(`Home Assistant said ${JSON.stringify(message)} instead of ${type}.`);
}
