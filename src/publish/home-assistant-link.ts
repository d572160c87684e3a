import type { Clock } from '../runtime/clock.ts';
import type { Logger } from '../runtime/logger.ts';
import { type AuthenticationOutcome, authenticate } from './authenticate.ts';
import { Backoff } from './backoff.ts';
import { openSession } from './open-session.ts';
import type { Session } from './session.ts';

const LOGIN_DEADLINE_MS = 10_000;
/** Home Assistant may ban an address that tries wrong tokens often. */
const REFUSED_RETRY_MS = 300_000;
/** A connection that held this long makes the next loss start from the shortest wait. */
const HELD_MS = 10_000;

export interface LinkOptions {
  /** As `websocketAddress` gives it. */
  readonly url: string;
  readonly token: string;
  readonly logger: Logger;
  readonly clock: Clock;
  readonly onSession: (session: Session) => void;
}

export type LinkState =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'connected'; readonly session: Session; readonly sinceMs: number }
  | { readonly kind: 'unreachable'; readonly reason: string }
  | { readonly kind: 'token refused' };

/** Keeps one session with Home Assistant open, for ever: a new one whenever the last has ended. */
export class HomeAssistantLink {
  readonly #options: LinkOptions;
  /** A core that starts again is away for a minute or so; whoever looks at it then should not wait much longer. */
  readonly #backoff = new Backoff(1000, 12_000);
  #state: LinkState = { kind: 'connecting' };
  #connections = 0;
  #lastHeardAtMs: number | null = null;
  #stopping = new AbortController();
  #cancelRetry = () => {};

  constructor(options: LinkOptions) {
    this.#options = options;
  }

  get state(): LinkState {
    return this.#state;
  }

  /** Connections that took another one's place, and when the other end last sent anything; null: never. */
  get traffic(): { readonly reconnects: number; readonly lastHeardAtMs: number | null } {
    return { reconnects: Math.max(0, this.#connections - 1), lastHeardAtMs: this.#lastHeardAtMs };
  }

  /** Begins to connect; whether it succeeds shows in `state`. */
  start(): void {
    void this.#connect();
  }

  stop(): void {
    this.#stopping.abort();
    this.#cancelRetry();
    if (this.#state.kind === 'connected') this.#state.session.close();
    this.#state = { kind: 'connecting' };
  }

  async #connect(): Promise<void> {
    const { url, token, clock, logger } = this.#options;
    const tooLate = new AbortController();
    const cancelDeadline = clock.after(LOGIN_DEADLINE_MS, () => tooLate.abort());
    const outcome = await authenticate(url, token, AbortSignal.any([tooLate.signal, this.#stopping.signal]));
    cancelDeadline();
    if (outcome.kind !== 'authenticated') {
      if (!this.#stopping.signal.aborted) this.#failed(outcome);
      return;
    }
    outcome.socket.on('message', () => {
      this.#lastHeardAtMs = clock.nowMs();
    });
    const session = await openSession(outcome, clock, logger);
    if (this.#stopping.signal.aborted) {
      session.close();
      return;
    }
    this.#connected(session);
  }

  #connected(session: Session): void {
    const sinceMs = this.#options.clock.nowMs();
    this.#connections++;
    this.#state = { kind: 'connected', session, sinceMs };
    this.#options.logger.info({ haVersion: session.haVersion }, 'connected to Home Assistant');
    session.ended.addEventListener('abort', () => {
      if (this.#stopping.signal.aborted) return;
      if (this.#options.clock.nowMs() - sinceMs >= HELD_MS) this.#backoff.reset();
      this.#lost();
    });
    this.#options.onSession(session);
  }

  #lost(): void {
    this.#state = { kind: 'unreachable', reason: 'the connection ended' };
    this.#options.logger.warn('the connection to Home Assistant ended; connecting again');
    this.#retryIn(this.#backoff.nextMs());
  }

  #failed(outcome: Exclude<AuthenticationOutcome, { kind: 'authenticated' }>): void {
    const before = this.#state;
    const { url, logger } = this.#options;
    if (outcome.kind === 'token refused') {
      this.#state = { kind: 'token refused' };
      if (before.kind !== 'token refused') logger.error(`Home Assistant refuses the token. ${TOKEN_ADVICE}`);
      this.#retryIn(REFUSED_RETRY_MS);
      return;
    }
    this.#state = { kind: 'unreachable', reason: outcome.reason };
    const repeated = before.kind === 'unreachable' && before.reason === outcome.reason;
    logger[repeated ? 'debug' : 'warn'](`cannot reach Home Assistant at ${url}: ${outcome.reason}; trying again`);
    this.#retryIn(this.#backoff.nextMs());
  }

  #retryIn(delayMs: number): void {
    this.#cancelRetry = this.#options.clock.after(delayMs, () => void this.#connect());
  }
}

export const TOKEN_ADVICE =
  'Create a long-lived access token in the profile of an administrator and set it as HA_TOKEN; as an add-on, restart Concierge.';
