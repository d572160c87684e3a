import { WebSocket } from 'ws';
import { isRecord, parseJson } from './parse-json.ts';

export interface Authenticated {
  readonly kind: 'authenticated';
  readonly socket: WebSocket;
  readonly haVersion: string;
}

export type AuthenticationOutcome =
  | Authenticated
  | { readonly kind: 'token refused'; readonly reason: string }
  | { readonly kind: 'unreachable'; readonly reason: string };

/** More than any answer to what we ask; a runaway frame ends the connection instead of the process. */
const MAX_INCOMING_BYTES = 16 * 1024 * 1024;

/** Opens a socket and hands over the token. Abort the signal to give up: on a deadline or when stopping. */
export function authenticate(url: string, token: string, signal: AbortSignal): Promise<AuthenticationOutcome> {
  const { promise, resolve } = Promise.withResolvers<AuthenticationOutcome>();
  const socket = new WebSocket(url, { perMessageDeflate: false, maxPayload: MAX_INCOMING_BYTES });
  let reason = 'it closed the connection before the login';

  const settle = (outcome: AuthenticationOutcome) => {
    signal.removeEventListener('abort', giveUp);
    socket.off('message', onMessage);
    socket.off('close', onClose);
    if (outcome.kind !== 'authenticated') socket.terminate();
    resolve(outcome);
  };
  const giveUp = () => settle({ kind: 'unreachable', reason: 'it did not answer in time' });
  const onClose = () => settle({ kind: 'unreachable', reason });
  const onMessage = (raw: { toString(): string }) => {
    const message = parseJson(raw.toString());
    if (!isRecord(message)) return;
    if (message['type'] === 'auth_required') socket.send(JSON.stringify({ type: 'auth', access_token: token }));
    if (message['type'] === 'auth_invalid') settle({ kind: 'token refused', reason: String(message['message'] ?? '') });
    if (message['type'] === 'auth_ok') {
      settle({ kind: 'authenticated', socket, haVersion: String(message['ha_version'] ?? 'of unknown version') });
    }
  };

  // Stays for the socket's life: an error without a listener would end the process. A close always follows.
  socket.on('error', (error) => {
    reason = error.message || ('code' in error ? String(error.code) : error.name);
  });
  socket.on('close', onClose);
  socket.on('message', onMessage);
  signal.addEventListener('abort', giveUp, { once: true });
  if (signal.aborted) giveUp();
  return promise;
}
