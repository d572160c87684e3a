/** A command of Home Assistant's websocket, without its id. */
export interface Command {
  readonly type: string;
  readonly [key: string]: unknown;
}

/**
 * How a command went. `refused` carries Home Assistant's own code; `lost`: the connection ended after it was sent, so it
 * may have been carried out; `not sent`: it certainly was not.
 */
export type Reply =
  | { readonly kind: 'done'; readonly result: unknown }
  | { readonly kind: 'refused'; readonly code: string; readonly message: string }
  | { readonly kind: 'lost' }
  | { readonly kind: 'not sent' }
  | { readonly kind: 'timed out' };

/** One authenticated connection, from its login to its end. It is never revived; a new one takes its place. */
export interface Session {
  readonly haVersion: string;
  /** Aborted when the connection has ended. */
  readonly ended: AbortSignal;
  /** Never rejects. */
  request(command: Command): Promise<Reply>;
  /** Subscribes for as long as the session lasts. `onEvent` gets what Home Assistant sends, unparsed. Never rejects. */
  subscribe(command: Command, onEvent: (event: unknown) => void): Promise<Reply>;
  close(): void;
}

/** Is given each new session, and uses it for as long as it lasts. */
export interface SessionCompanion {
  attach(session: Session): void;
}
