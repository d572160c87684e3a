/** What /health and the log say about a service. */
export interface ServiceHealth {
  readonly state: 'stopped' | 'starting' | 'running' | 'degraded' | 'failed';
  /** In words a user understands: the port, or what is wrong and what to do. */
  readonly detail: string;
}

/**
 * A part of the add-on that runs. Its constructor only assigns; work begins in start, which rejects with a ConciergeError
 * when it cannot begin; stop is idempotent and ends within seconds.
 */
export interface Service {
  readonly name: string;
  /** Its start is no news as long as all is well: the log has it at the level debug. */
  readonly startsQuietly?: boolean;
  start(signal: AbortSignal): Promise<void>;
  stop(): Promise<void>;
  health(): ServiceHealth;
}
