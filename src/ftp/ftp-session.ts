import type { Socket } from 'node:net';
import type { SecureContext } from 'node:tls';
import { messageOf } from '../domain/concierge-error.ts';
import type { FtpAccount } from '../ports/ftp-accounts.ts';
import type { FtpSessionLog } from '../ports/ftp-sessions.ts';
import type { UploadSource } from '../ports/intake.ts';
import type { Logger } from '../runtime/logger.ts';
import { ControlLines } from './control-lines.ts';
import type { DataPort } from './data-port.ts';
import { type FtpCommand, parseCommand } from './ftp-command.ts';
import { type FtpReply, ftpReply } from './ftp-reply.ts';
import { type ControlConnection, goOnWith, takeOverInput, watchReplies } from './ftp-srv-adapter.ts';
import { MediaFileSystem } from './media-file-system.ts';
import { isLoopback, normalAddress } from './peer-address.ts';
import { redactCommand } from './redact-command.ts';
import { beginsTls, isHandshaking, secureSocket, tlsReason } from './secure-socket.ts';
import type { SessionContext } from './session-context.ts';
import { SessionUploads } from './session-uploads.ts';

const MAX_UNKNOWN_COMMANDS = 20;
const MAX_LOGIN_FAILURES = 3;

/** Answers one command; null: it was not known. */
export type CommandRunner = (session: FtpSession, command: FtpCommand) => Promise<'done' | 'unknown'>;

/**
 * One control connection: its commands run one after the other in the order they came, while it keeps listening, so that
 * an ABOR and the client's leaving are noticed in the middle of a transfer.
 */
export class FtpSession {
  readonly connection: ControlConnection;
  readonly context: SessionContext;
  readonly logger: Logger;
  readonly peerAddress: string;
  readonly uploads = new SessionUploads();
  readonly files: MediaFileSystem;
  /** What is to be known of this session afterwards. */
  readonly log: FtpSessionLog;
  /** Where the next data connection comes from. */
  dataPort: DataPort | null = null;
  /** What the last PASV named; null after EPSV, which names none. */
  toldAddress: string | null = null;
  /** Set by RNFR for the RNTO that follows. */
  renameFrom: string | null = null;
  /** After EPSV ALL only EPSV may be used. */
  onlyExtendedPassive = false;
  /** Data connections are to be TLS, after PROT P. */
  encryptsData = false;
  loginFailures = 0;
  /** Null before the login. */
  account: FtpAccount | null = null;
  readonly #run: CommandRunner;
  readonly #lines: ControlLines;
  readonly #queue: FtpCommand[] = [];
  readonly #gone = new AbortController();
  /** Of the control connection; its data connections have the same, so that they can resume its session. */
  #secureContext: SecureContext | null = null;
  readonly #ended = Promise.withResolvers<void>();
  #transfer: AbortController | null = null;
  #working = false;
  #unknownCommands = 0;
  #cancelIdle: () => void = () => {};
  #cancelDrain: () => void = () => {};

  constructor(connection: ControlConnection, context: SessionContext, run: CommandRunner) {
    this.connection = connection;
    this.context = context;
    this.#run = run;
    this.peerAddress = normalAddress(connection.commandSocket.remoteAddress) ?? '';
    this.logger = context.logger.child({ client: this.peerAddress });
    this.files = new MediaFileSystem(context.root, this.uploads);
    this.log = context.recorder.open(this.peerAddress);
    this.#lines = new ControlLines(context.limits.maxLineBytes);
  }

  /** The control connection is TLS. */
  get isSecure(): boolean {
    return this.connection.secure === true;
  }

  get source(): UploadSource {
    const address = isLoopback(this.peerAddress) ? null : this.peerAddress;
    return { cameraId: this.account?.cameraId ?? null, address };
  }

  /** Aborted when the control connection has ended. */
  get gone(): AbortSignal {
    return this.#gone.signal;
  }

  /** Resolves when nothing of this session is left: no transfer, no port, no unfinished file. Never rejects. */
  get ended(): Promise<void> {
    return this.#ended.promise;
  }

  begin(): void {
    const socket = this.connection.commandSocket;
    watchReplies(this.connection, (code, text) => this.log.line('server', `${code} ${text}`.trimEnd()));
    takeOverInput(this.connection, (chunk) => this.#take(chunk));
    // Or each 226 waits for the client's late acknowledgement of the 150 before it (Nagle).
    socket.setNoDelay(true);
    socket.once('end', () => this.#leave());
    socket.once('close', () => this.#leave());
    const { clock, limits } = this.context;
    const cancelLogin = clock.after(limits.loginMs, () => {
      if (!this.connection.authenticated) this.close('Login took too long');
    });
    this.gone.addEventListener('abort', cancelLogin, { once: true });
    this.#rearmIdle();
  }

  async reply({ code, lines }: FtpReply): Promise<void> {
    // A line that begins with a blank goes as it is, as FEAT's lines must.
    const letters = lines.map((line) => (line.startsWith(' ') ? { raw: true, message: line } : line));
    await this.connection.reply(code, ...letters);
  }

  /** Replies in plain for the last time; from then on the control connection is TLS. */
  goSecure({ code, lines: [text] }: FtpReply, secureContext: SecureContext): void {
    // Whatever came in plain behind AUTH may be somebody else's, put before the client's own encrypted words.
    if (this.#queue.length > 0 || this.#lines.hasRest) {
      this.close('Nothing may follow AUTH before TLS is there');
      return;
    }
    this.#secureContext = secureContext;
    const plain = this.connection.commandSocket;
    // Written and handed over in one go, or the client's first bytes of TLS may be read as a command.
    this.#say(plain, code, text);
    const secure = goOnWith(this.connection, () => secureSocket(plain, secureContext));
    secure.on('data', (chunk: Buffer) => this.#take(chunk));
    secure.once('secure', () => this.log.note({ kind: 'tls on' }));
    secure.on('error', (error) => this.#tlsFailed('control', error));
    secure.once('end', () => this.#leave());
    secure.once('close', () => this.#leave());
  }

  /** Why no transfer can begin, or null. */
  get transferRefusal(): FtpReply | null {
    if (this.dataPort === null) return ftpReply(425, 'Say PASV, EPSV, PORT or EPRT first');
    return this.context.requireTls && !this.encryptsData ? ftpReply(521, 'Only encrypted: say PROT P first') : null;
  }

  /** Notes why, and answers a transfer whose data connection never came. */
  withoutData(port: DataPort, signal: AbortSignal): FtpReply {
    if (!signal.aborted) this.log.note({ kind: 'no data connection', mode: port.mode, told: this.toldAddress });
    return ftpReply(425, 'The data connection did not come about');
  }

  /** Puts TLS over a data connection, when PROT P asked for it. */
  readonly protect = (socket: Socket): Socket => {
    if (!this.encryptsData || this.#secureContext === null) return socket;
    const secure = secureSocket(socket, this.#secureContext);
    secure.on('error', (error) => {
      if (isHandshaking(secure)) this.#tlsFailed('data', error);
    });
    return secure;
  };

  /** Says 421 and ends the control connection. */
  close(reason: string): void {
    this.logger.debug({ reason }, `Closing the FTP session: ${reason}`);
    const socket = this.connection.commandSocket;
    // Without waiting for the reply to be taken: a client that does not read must go, too.
    this.log.note({ kind: 'closed', reason });
    if (socket.writable) this.#say(socket, 421, reason);
    socket.destroySoon();
    this.context.clock.after(1000, () => socket.destroy());
    this.#leave();
  }

  /** Replies to QUIT and lets the client see the end of it. */
  quit({ code, lines: [text] }: FtpReply): void {
    const socket = this.connection.commandSocket;
    if (socket.writable) this.#say(socket, code, text);
    socket.end();
    this.context.clock.after(1000, () => socket.destroy());
    this.#leave();
  }

  /** Ends session and transfer at once, as the service stops. */
  drop(): void {
    this.#transfer?.abort('the service stops');
    this.connection.commandSocket.destroy();
    this.#leave();
  }

  countLoginFailure(): void {
    this.loginFailures++;
    if (this.loginFailures >= MAX_LOGIN_FAILURES) this.close('Too many wrong logins');
  }

  setDataPort(port: DataPort | null): void {
    this.dataPort?.close();
    this.dataPort = port;
  }

  /** Runs a transfer, with a signal that ends it: ABOR, stop, or its client gone without sending more. */
  async transfer<Result>(work: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
    const transfer = new AbortController();
    this.#transfer = transfer;
    this.#cancelIdle();
    if (this.gone.aborted) transfer.abort('the client has gone');
    const { clock, limits } = this.context;
    const cancelDeadline = clock.after(limits.transferMs, () => transfer.abort('it took too long'));
    try {
      return await work(transfer.signal);
    } finally {
      cancelDeadline();
      this.#transfer = null;
      this.#cancelDrain();
      this.setDataPort(null);
    }
  }

  /** Whether the control connection ends within this time; answers at once when it has. */
  goneWithin(delayMs: number): Promise<boolean> {
    if (this.gone.aborted) return Promise.resolve(true);
    return new Promise((resolve) => {
      const leave = () => {
        cancel();
        resolve(true);
      };
      const cancel = this.context.clock.after(delayMs, () => {
        this.gone.removeEventListener('abort', leave);
        resolve(false);
      });
      this.gone.addEventListener('abort', leave, { once: true });
    });
  }

  /** Past ftp-srv, at once. */
  #say(socket: Socket, code: number, text: string): void {
    this.log.line('server', `${code} ${text}`);
    socket.write(`${code} ${text}\r\n`);
  }

  #tlsFailed(on: 'control' | 'data', error: Error): void {
    this.log.note({ kind: 'tls failed', on, reason: tlsReason(error) });
    this.logger.info({ on, error: error.message }, 'TLS with this FTP client failed');
  }

  #take(chunk: Buffer): void {
    if (this.gone.aborted) return;
    if (!this.isSecure && beginsTls(chunk)) {
      this.log.note({ kind: 'implicit tls' });
      this.close('TLS begins with AUTH here');
      return;
    }
    const read = this.#lines.push(chunk);
    if (read.kind === 'too long') {
      this.close('Command too long');
      return;
    }
    for (const command of read.lines.map(parseCommand)) {
      this.log.line('client', redactCommand(command, this.connection.authenticated === true));
      if (command.verb === 'ABOR') this.#transfer?.abort('the client sent ABOR');
      this.#queue.push(command);
    }
    if (this.#queue.length > this.context.limits.maxQueuedCommands) {
      this.close('Too many commands at once');
      return;
    }
    // A command that comes byte by byte and never ends is no sign of life.
    if (read.lines.length > 0) this.#rearmIdle();
    void this.#work();
  }

  async #work(): Promise<void> {
    if (this.#working) return;
    this.#working = true;
    for (let next = this.#queue.shift(); next && !this.gone.aborted; next = this.#queue.shift()) {
      await this.#answer(next);
    }
    this.#working = false;
    if (this.gone.aborted) await this.#cleanUp();
    else this.#rearmIdle();
  }

  async #answer(command: FtpCommand): Promise<void> {
    try {
      if ((await this.#run(this, command)) === 'done') {
        this.#unknownCommands = 0;
        return;
      }
      this.#unknownCommands++;
      if (this.#unknownCommands >= MAX_UNKNOWN_COMMANDS) this.close('Too many unknown commands');
      else await this.connection.reply(502, 'Command not implemented');
    } catch (error) {
      this.logger.error({ command: command.verb }, `FTP command ${command.verb} failed: ${messageOf(error)}`);
      await this.connection.reply(451, 'Local error, see the log of Concierge');
    }
  }

  #leave(): void {
    if (this.gone.aborted) return;
    this.#cancelIdle();
    // What the client has sent may still be on its way on the data connection: it gets a while to arrive.
    const { clock, limits } = this.context;
    this.#cancelDrain = clock.after(limits.drainMs, () => this.#transfer?.abort('the client has gone'));
    this.#gone.abort();
    if (!this.#working) void this.#cleanUp();
  }

  async #cleanUp(): Promise<void> {
    this.#cancelDrain();
    this.setDataPort(null);
    for (const upload of this.uploads.takeHidden()) await this.context.incoming.remove(upload.path);
    this.log.end();
    this.#ended.resolve();
  }

  #rearmIdle(): void {
    this.#cancelIdle();
    if (this.gone.aborted || this.#transfer !== null) return;
    this.#cancelIdle = this.context.clock.after(this.context.limits.idleMs, () => this.close('Idle for too long'));
  }
}
