/** What one FTP service takes on, and how long it waits. All times in ms, all sizes in bytes. */
export interface FtpLimits {
  /** Control connections in all; more are told 421. */
  readonly maxConnections: number;
  /** Control connections from one address. Behind a NAT or Docker's proxy all cameras may share one. */
  readonly maxConnectionsPerAddress: number;
  /** Not logged in yet, from one address that has been wrong several times. */
  readonly maxDistrustedPerAddress: number;
  /** From connecting to being logged in. */
  readonly loginMs: number;
  /** Without a command and without a transfer. */
  readonly idleMs: number;
  /** A transfer that moves no byte for this long is aborted. */
  readonly stalledMs: number;
  /** Of one transfer, however busy: a clip that grows while it is recorded may take half an hour. */
  readonly transferMs: number;
  /** How long a session waits for a free passive port before it is told 425. */
  readonly portWaitMs: number;
  /** Sessions that may wait for a passive port at the same time. */
  readonly maxPortWaiters: number;
  /** How long a promised passive port, or an active one, is given to become a connection. */
  readonly connectMs: number;
  /** How long a file that looks unfinished is held back, to see whether its sender has gone. */
  readonly doubtMs: number;
  /** How long data still on its way is read after the control connection has gone. */
  readonly drainMs: number;
  /** Of one upload; more is told 552. */
  readonly maxUploadBytes: number;
  /** Kept free on ROOT_DIR's file system; uploads that would take it are told 452. */
  readonly minFreeBytes: number;
  /** Of one command with its argument. */
  readonly maxLineBytes: number;
  /** Commands sent ahead of their replies. */
  readonly maxQueuedCommands: number;
}

const MEBIBYTE = 1024 * 1024;

export const DEFAULT_FTP_LIMITS: FtpLimits = {
  maxConnections: 256,
  maxConnectionsPerAddress: 128,
  maxDistrustedPerAddress: 8,
  loginMs: 30_000,
  idleMs: 300_000,
  stalledMs: 60_000,
  transferMs: 3_600_000,
  portWaitMs: 30_000,
  maxPortWaiters: 256,
  connectMs: 10_000,
  doubtMs: 500,
  drainMs: 10_000,
  maxUploadBytes: 2048 * MEBIBYTE,
  minFreeBytes: 200 * MEBIBYTE,
  maxLineBytes: 4096,
  maxQueuedCommands: 100,
};
