import type { Stats } from 'node:fs';
import { isIPv6, type Server, type Socket } from 'node:net';
import { type FileSystem, type FtpConnection, FtpSrv } from 'ftp-srv';
import type { Logger } from '../runtime/logger.ts';
import { ftpSrvLog } from './ftp-srv-log.ts';

/**
 * Everything that reaches into ftp-srv 4.6.3 beyond what its types promise is in this file, with its reason:
 * docs/decisions/0002-ftp-passive-ports.md tells what is used of it and what is not.
 */

/** A command as ftp-srv's own handlers take it. */
interface ParsedCommand {
  readonly directive: string;
  readonly arg: string | null;
  readonly flags: readonly string[];
}

/** ftp-srv's connection as it really is; its published type lacks these fields. */
export interface ControlConnection {
  readonly id: string;
  commandSocket: Socket;
  readonly commands: { handle(command: ParsedCommand): PromiseLike<unknown> };
  authenticated?: boolean;
  username?: string | undefined;
  /** As ftp-srv calls it: the control connection is TLS. */
  secure?: boolean;
  reply(code: number, ...lines: unknown[]): PromiseLike<unknown>;
  close(code: number, message: string): PromiseLike<unknown>;
}

/** What the handlers of ftp-srv that we use call of a file system; a method left out is a command refused. */
export interface FtpFiles {
  currentDirectory(): string;
  get(argument: string): Promise<Stats & { readonly name: string }>;
  list(argument: string): Promise<(Stats & { readonly name: string })[]>;
  /** Both answer the path as the client is to see it. */
  chdir(argument: string): Promise<string>;
  mkdir(argument: string): Promise<string>;
}

interface ServerEvents {
  /** A client is there; nothing was read of it yet. */
  connected(connection: ControlConnection): void;
  /** Null: refused. */
  login(connection: ControlConnection, user: string, password: string): Promise<FtpFiles | null>;
  /** Why this client is not taken; null: it is. */
  refusal(socket: Socket): string | null;
}

export interface FtpListener {
  /** Rejects with the system's error, e.g. EADDRINUSE. */
  listen(): Promise<void>;
  /** The port it really listens on; 0 when it does not. */
  port(): number;
  /** Ends all control connections and the listener. */
  close(): Promise<void>;
}

type ServerInside = FtpSrv & { readonly server: Server };

const SIGNALS = ['SIGTERM', 'SIGINT', 'SIGQUIT'] as const;

export function createFtpListener(
  address: { readonly host: string; readonly port: number },
  events: ServerEvents,
  logger: Logger,
): FtpListener {
  const inside = withoutSignalHandlers(() => new QuietFtpSrv(urlOf(address), logger));
  inside.on('connect' as 'disconnect', ({ connection }) => events.connected(asControlConnection(connection)));
  inside.on('login', ({ connection, username, password }, resolve, reject) => {
    events.login(asControlConnection(connection), username, password).then((files) => {
      // The published type wants the whole class, reading and deleting included; ftp-srv looks for each method by name.
      if (files) resolve({ fs: files as unknown as FileSystem });
      else reject(new Error('Login incorrect'));
    }, reject);
  });
  refuseAtTheDoor(inside.server, events.refusal);
  return {
    listen: async () => {
      await inside.listen();
    },
    port: () => {
      const bound = inside.server.address();
      return bound !== null && typeof bound === 'object' ? bound.port : 0;
    },
    close: async () => {
      await inside.close();
    },
  };
}

class QuietFtpSrv extends FtpSrv {
  // Set by ftp-srv's constructor, hence only declared.
  declare readonly server: Server;
  declare readonly connections: Record<string, ControlConnection>;

  constructor(url: string, logger: Logger) {
    // No `timeout`: ftp-srv would keep a timer of that length for every connection that has ended.
    super({ url, log: ftpSrvLog(logger), anonymous: false, greeting: [], pasv_url: '127.0.0.1' });
  }

  // ftp-srv's own leaves a timer behind that keeps the process alive for a second after each connection.
  override async disconnectClient(id: string): Promise<void> {
    const connection = this.connections[id];
    delete this.connections[id];
    connection?.commandSocket.destroy();
  }
}

/** ftp-srv's constructor makes SIGTERM, SIGINT and SIGQUIT call process.exit(0): stopping is main's business alone. */
function withoutSignalHandlers(create: () => ServerInside): ServerInside {
  const before = SIGNALS.map((signal) => process.listeners(signal));
  const server = create();
  for (const [index, signal] of SIGNALS.entries()) {
    const known = before[index] ?? [];
    for (const listener of process.listeners(signal)) {
      if (!known.includes(listener)) process.removeListener(signal, listener);
    }
  }
  return server;
}

/** ftp-srv takes everybody and greets at once; whoever is too many must be turned away before that. */
function refuseAtTheDoor(server: Server, refusal: (socket: Socket) => string | null): void {
  const welcome = server.listeners('connection');
  server.removeAllListeners('connection');
  server.on('connection', (socket: Socket) => {
    const reason = refusal(socket);
    if (reason === null) {
      for (const listener of welcome) listener.call(server, socket);
      return;
    }
    socket.on('error', () => {});
    socket.end(`421 ${reason}\r\n`, () => socket.destroy());
  });
}

/**
 * Hands over the control connection's bytes. ftp-srv's own reader keeps no unfinished line, has no bound, runs the
 * commands of two packets at the same time and stops reading during a transfer, so that it misses ABOR and the end.
 */
export function takeOverInput(connection: ControlConnection, onData: (chunk: Buffer) => void): void {
  connection.commandSocket.removeAllListeners('data');
  connection.commandSocket.on('data', onData);
}

/**
 * Puts another socket in the place of the control connection's. ftp-srv's own AUTH makes a TLS context for each client, so
 * that none of them resumes a session, and carries the events of the new socket over to the old one.
 */
export function goOnWith<Next extends Socket>(connection: ControlConnection, wrap: () => Next): Next {
  connection.commandSocket.removeAllListeners('data');
  const next = wrap();
  connection.commandSocket = next;
  connection.secure = true;
  return next;
}

/** Told of every reply that goes by way of ftp-srv, its own handlers' among them: the code, and the text where one is given. */
export function watchReplies(connection: ControlConnection, tell: (code: number, text: string) => void): void {
  const reply = connection.reply.bind(connection);
  connection.reply = (code, ...lines) => {
    const text = lines.find((line) => typeof line === 'string');
    tell(code, typeof text === 'string' ? text : '');
    return reply(code, ...lines);
  };
}

function asControlConnection(connection: FtpConnection): ControlConnection {
  // ftp-srv's published type is incomplete: src/connection.js of the pinned version has all of these fields.
  return connection as unknown as ControlConnection;
}

function urlOf({ host, port }: { host: string; port: number }): string {
  return `ftp://${isIPv6(host) ? `[${host}]` : host}:${port}`;
}
