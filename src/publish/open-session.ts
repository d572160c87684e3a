import { type Connection, createConnection, ERR_CONNECTION_LOST, type HaWebSocket } from 'home-assistant-js-websocket';
import { ConciergeError, messageOf } from '../domain/concierge-error.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Logger } from '../runtime/logger.ts';
import type { Authenticated } from './authenticate.ts';
import { GuardedSocket } from './guarded-socket.ts';
import { isRecord } from './parse-json.ts';
import type { Command, Reply, Session } from './session.ts';

const REPLY_DEADLINE_MS = 30_000;
const PING_EVERY_MS = 30_000;
const PONG_DEADLINE_MS = 10_000;

/** Makes a session of an authenticated socket, and watches that its other end is alive. */
export async function openSession(from: Authenticated, clock: Clock, logger: Logger): Promise<Session> {
  const guarded = new GuardedSocket(from.socket, from.haVersion);
  const connection = await createConnection({
    // The library is written for a browser's socket, and uses of it the members that GuardedSocket has.
    createSocket: async () => guarded as unknown as HaWebSocket,
  });
  const session = new LibrarySession(connection, from, clock, logger);
  guarded.listen((reason) => session.breakOff(`Home Assistant sent ${reason}`));
  // Home Assistant expects this as number 1, and the library counts from 3 on.
  guarded.send(JSON.stringify({ id: 1, type: 'supported_features', features: { coalesce_messages: 1 } }));
  session.keepAlive();
  return session;
}

class LibrarySession implements Session {
  readonly haVersion: string;
  readonly ended: AbortSignal;
  readonly #connection: Connection;
  readonly #socket: Authenticated['socket'];
  readonly #clock: Clock;
  readonly #logger: Logger;
  #cancelPing = () => {};

  constructor(connection: Connection, from: Authenticated, clock: Clock, logger: Logger) {
    this.haVersion = from.haVersion;
    this.#connection = connection;
    this.#socket = from.socket;
    this.#clock = clock;
    this.#logger = logger;
    const ended = new AbortController();
    this.ended = ended.signal;
    from.socket.once('close', () => {
      this.#cancelPing();
      // The library would connect again by itself, and subscribe again without a care for refusals.
      connection.close();
      ended.abort();
    });
  }

  request(command: Command): Promise<Reply> {
    return this.#bounded(this.#connection.sendMessagePromise<unknown>({ ...command }), REPLY_DEADLINE_MS);
  }

  subscribe(command: Command, onEvent: (event: unknown) => void): Promise<Reply> {
    const guardedCallback = (event: unknown) => {
      try {
        onEvent(event);
      } catch (error) {
        this.#logger.error({ command: command.type, error: messageOf(error) }, 'cannot handle an event');
      }
    };
    const subscribing = this.#connection.subscribeMessage(guardedCallback, { ...command }, { resubscribe: false });
    return this.#bounded(
      subscribing.then(() => null),
      REPLY_DEADLINE_MS,
    );
  }

  /** A half-open socket tells nothing by itself: the other end has to be asked. */
  keepAlive(): void {
    this.#cancelPing = this.#clock.after(PING_EVERY_MS, async () => {
      const reply = await this.#bounded(this.#connection.ping(), PONG_DEADLINE_MS);
      if (this.ended.aborted) return;
      if (reply.kind === 'timed out') this.breakOff('Home Assistant has stopped answering');
      else this.keepAlive();
    });
  }

  breakOff(reason: string): void {
    this.#logger.warn(reason);
    this.#socket.terminate();
  }

  close(): void {
    this.#socket.close(1000);
    // Not waiting for the other end's farewell, which may never come.
    this.#socket.terminate();
  }

  /** The library keeps a subscription pending for ever when its connection ends, hence the race. */
  #bounded(answer: Promise<unknown>, deadlineMs: number): Promise<Reply> {
    const { promise, resolve } = Promise.withResolvers<Reply>();
    const onEnd = () => resolve({ kind: 'lost' });
    const cancelDeadline = this.#clock.after(deadlineMs, () => resolve({ kind: 'timed out' }));
    this.ended.addEventListener('abort', onEnd, { once: true });
    answer.then(
      (result) => resolve({ kind: 'done', result }),
      (error: unknown) => resolve(replyOf(error)),
    );
    return promise.finally(() => {
      cancelDeadline();
      this.ended.removeEventListener('abort', onEnd);
    });
  }
}

/** The library rejects with a bare number, with Home Assistant's error, or with a failed result of its own making. */
function replyOf(error: unknown): Reply {
  if (error === ERR_CONNECTION_LOST) return { kind: 'not sent' };
  if (error instanceof ConciergeError) return { kind: 'refused', code: 'invalid_format', message: error.message };
  if (isRecord(error) && typeof error['code'] === 'string') {
    return { kind: 'refused', code: error['code'], message: String(error['message'] ?? '') };
  }
  return { kind: 'lost' };
}
