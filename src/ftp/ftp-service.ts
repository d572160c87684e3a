import { isIPv4, type Socket } from 'node:net';
import { ConciergeError, messageOf } from '../domain/concierge-error.ts';
import type { FtpAccounts } from '../ports/ftp-accounts.ts';
import type { FtpSessionRecorder } from '../ports/ftp-sessions.ts';
import type { UploadReceiver } from '../ports/intake.ts';
import { cannotListen } from '../runtime/cannot-listen.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Logger } from '../runtime/logger.ts';
import type { MediaRoot } from '../runtime/media-root.ts';
import type { Service, ServiceHealth } from '../runtime/service.ts';
import { DEFAULT_FTP_LIMITS, type FtpLimits } from './ftp-limits.ts';
import { FtpSession } from './ftp-session.ts';
import { type ControlConnection, createFtpListener, type FtpFiles, type FtpListener } from './ftp-srv-adapter.ts';
import { IncomingFolder } from './incoming-folder.ts';
import { LoginGuard } from './login-guard.ts';
import { PassivePortPool } from './passive-port-pool.ts';
import { normalAddress } from './peer-address.ts';
import { RepeatedFaults } from './repeated-faults.ts';
import { runCommand } from './run-command.ts';
import type { SessionContext } from './session-context.ts';
import { TlsIdentity } from './tls-identity.ts';

export interface FtpServiceOptions {
  /** Address to listen on, for control and passive connections alike. */
  readonly host: string;
  /** 0: any that is free, told by `port`. */
  readonly port: number;
  /** Both inclusive. */
  readonly passivePortMin: number;
  readonly passivePortMax: number;
  /** IPv4 address told in PASV; null: the one at which the client reaches us. */
  readonly passiveHost: string | null;
  /** Where a peer that came to our address `local` reaches us; both IPv4. */
  readonly addressForPeer: (local: string, peer: string) => string;
  /** Where the certificate for TLS is kept. */
  readonly certificateFolder: string;
  /** Refuse clients that speak plain FTP. */
  readonly requireTls: boolean;
  readonly accounts: FtpAccounts;
  readonly root: MediaRoot;
  /** Asked when the disk is too full to take more; never rejects. */
  readonly makeRoom: () => Promise<void>;
  readonly receiver: UploadReceiver;
  readonly recorder: FtpSessionRecorder;
  readonly logger: Logger;
  readonly clock: Clock;
  /** What differs from DEFAULT_FTP_LIMITS. */
  readonly limits?: Partial<FtpLimits>;
}

const STOP_MS = 2500;

/** Takes what cameras upload. Write-only; a file becomes an asset when it is complete, and only then. */
export class FtpService implements Service {
  readonly name = 'ftp';
  readonly #options: FtpServiceOptions;
  readonly #limits: FtpLimits;
  readonly #logger: Logger;
  readonly #sessions = new Map<string, FtpSession>();
  readonly #faults = new RepeatedFaults();
  readonly #guard: LoginGuard;
  readonly #tls: TlsIdentity;
  #listener: FtpListener | null = null;
  #failure: string | null = null;

  constructor(options: FtpServiceOptions) {
    this.#options = options;
    this.#limits = { ...DEFAULT_FTP_LIMITS, ...options.limits };
    this.#logger = options.logger.child({ service: 'ftp' });
    const { certificateFolder: folder, accounts, clock } = options;
    this.#guard = new LoginGuard({ accounts, clock, logger: this.#logger });
    this.#tls = new TlsIdentity({ folder, clock, logger: this.#logger });
  }

  /** Where it listens; 0 while it does not. */
  get port(): number {
    return this.#listener?.port() ?? 0;
  }

  /** Control connections that are open. */
  get sessions(): number {
    return this.#sessions.size;
  }

  /** @throws ConciergeError PORT_IN_USE, OPTIONS_INVALID, FOLDER_UNWRITABLE */
  async start(signal: AbortSignal): Promise<void> {
    if (this.#listener) return;
    signal.throwIfAborted();
    this.#failure = null;
    try {
      await this.#begin(signal);
    } catch (error) {
      this.#failure = messageOf(error);
      throw error;
    }
    const { host, passivePortMin, passivePortMax } = this.#options;
    this.#logger.debug(
      { port: this.port },
      `FTP on ${host}:${this.port}, passive ports ${passivePortMin} to ${passivePortMax}`,
    );
  }

  async stop(): Promise<void> {
    this.#tls.stop();
    const listener = this.#listener;
    if (!listener) return;
    this.#listener = null;
    const sessions = [...this.#sessions.values()];
    for (const session of sessions) session.drop();
    const closed = Promise.allSettled([listener.close(), ...sessions.map((session) => session.ended)]);
    await withDeadline(closed, STOP_MS);
  }

  health(): ServiceHealth {
    if (this.#failure !== null) return { state: 'failed', detail: this.#failure };
    if (!this.#listener) return { state: 'stopped', detail: 'not listening' };
    const detail = `port ${this.port}, ${this.#sessions.size} sessions`;
    if (this.#options.requireTls && this.#tls.context === null) {
      return { state: 'degraded', detail: `${detail}; nobody can log in, since TLS is required and there is none` };
    }
    if (this.#faults.count('disk full') === 0) return { state: 'running', detail };
    return {
      state: 'degraded',
      detail: `${detail}; uploads are refused, since the disk is full: delete old recordings`,
    };
  }

  async #begin(signal: AbortSignal): Promise<void> {
    this.#checkOptions();
    const incoming = new IncomingFolder(this.#options.root);
    await incoming.prepare();
    await this.#tls.start();
    signal.throwIfAborted();
    const context = this.#contextWith(incoming);
    const listener = createFtpListener(
      this.#options,
      {
        connected: (connection) => this.#welcome(connection, context),
        login: (connection, user, password) => this.#login(connection, user, password),
        refusal: (socket) => this.#refusalOf(socket),
      },
      this.#logger,
    );
    await listener.listen().catch((cause: unknown) => {
      throw cannotListen('FTP', this.#options, cause);
    });
    this.#listener = listener;
  }

  #contextWith(incoming: IncomingFolder): SessionContext {
    const { root, receiver, recorder, clock, host, passiveHost, addressForPeer, requireTls, makeRoom } = this.#options;
    const { passivePortMin: min, passivePortMax: max } = this.#options;
    const ports = new PassivePortPool({ min, max }, this.#limits.maxPortWaiters, clock);
    const faults = this.#faults;
    return {
      faults,
      root,
      receiver,
      recorder,
      clock,
      host,
      passiveHost,
      addressForPeer,
      ports,
      incoming,
      makeRoom,
      limits: this.#limits,
      logger: this.#logger,
      tls: this.#tls,
      requireTls,
    };
  }

  #welcome(connection: ControlConnection, context: SessionContext): void {
    const session = new FtpSession(connection, context, runCommand);
    this.#sessions.set(connection.id, session);
    void session.ended.then(() => this.#sessions.delete(connection.id));
    session.begin();
  }

  async #login(connection: ControlConnection, user: string, password: string): Promise<FtpFiles | null> {
    const session = this.#sessions.get(connection.id);
    if (!session) return null;
    const account = await this.#guard.admit(user, password, session.peerAddress, session.gone);
    if (account === null) {
      const isKnownUser = this.#options.accounts.named(user).length > 0;
      session.log.note({ kind: 'login refused', user, isKnownUser });
      return null;
    }
    await session.files.moveIn(account.home);
    session.account = account;
    session.log.note({ kind: 'logged in', user, cameraId: account.cameraId });
    return session.files;
  }

  /** Whoever has not logged in makes room for who comes, the longest of them first: a flood of silent ones locks nobody out. */
  #refusalOf(socket: Socket): string | null {
    const { maxConnections, maxConnectionsPerAddress, maxDistrustedPerAddress } = this.#limits;
    const address = normalAddress(socket.remoteAddress) ?? '';
    const all = [...this.#sessions.values()].filter((session) => !session.gone.aborted);
    const ofAddress = all.filter((session) => session.peerAddress === address);
    const strangers = ofAddress.filter((session) => session.account === null);
    if (this.#guard.distrusts(address) && strangers.length >= maxDistrustedPerAddress) return 'Too many wrong logins';
    if (ofAddress.length >= maxConnectionsPerAddress && !makeRoom(ofAddress)) {
      return 'Too many connections from your address';
    }
    return all.length >= maxConnections && !makeRoom(all) ? 'Too many connections' : null;
  }

  #checkOptions(): void {
    const { passiveHost, passivePortMin: min, passivePortMax: max } = this.#options;
    if (passiveHost !== null && !isIPv4(passiveHost)) {
      throw new ConciergeError('OPTIONS_INVALID', `Passive host "${passiveHost}" is not an IPv4 address.`);
    }
    if (!(min >= 1 && max <= 65535 && min <= max)) {
      throw new ConciergeError('OPTIONS_INVALID', `Passive ports ${min} to ${max} are no range of ports.`);
    }
  }
}

function makeRoom(sessions: readonly FtpSession[]): boolean {
  const longest = sessions.find((session) => session.account === null);
  longest?.close('Too many connections, and you have not logged in');
  return longest !== undefined;
}

async function withDeadline(work: Promise<unknown>, deadlineMs: number): Promise<void> {
  const deadline = Promise.withResolvers<void>();
  const timer = setTimeout(deadline.resolve, deadlineMs);
  await Promise.race([work, deadline.promise]);
  clearTimeout(timer);
}
