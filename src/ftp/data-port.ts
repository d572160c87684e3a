import type { Socket } from 'node:net';

/** Where a session's next data connection comes from: a passive port that was promised, or the client's own. */
export interface DataPort {
  readonly mode: 'passive' | 'active';
  /** The connection, paused. Null when it does not come about in time or the signal ends the wait. */
  connect(signal: AbortSignal): Promise<Socket | null>;
  /** Gives everything back, the connection included. Idempotent. */
  close(): void;
}
