import type { Socket } from 'node:net';
import { type SecureContext, TLSSocket } from 'node:tls';

/**
 * Goes on with a connection over TLS, as its server, from the next byte on. It waits for the handshake without a limit of
 * its own; a fault shows to whoever reads or writes, and does no harm while nobody does.
 */
export function secureSocket(plain: Socket, secureContext: SecureContext): TLSSocket {
  const secure = new TLSSocket(plain, { isServer: true, secureContext });
  secure.on('error', () => {});
  // A fault after the handshake is only told this way when the socket belongs to no tls.Server.
  secure.on('_tlsError', (error: Error) => secure.destroy(error));
  handshaking.add(secure);
  secure.once('secure', () => handshaking.delete(secure));
  return secure;
}

const handshaking = new WeakSet<Socket>();

/** At once on a plain connection. Who ends one over TLS earlier cuts its handshake off; when that fails, this never comes. */
export function afterHandshake(socket: Socket, callback: () => void): void {
  if (handshaking.has(socket)) socket.once('secure', callback);
  else callback();
}
