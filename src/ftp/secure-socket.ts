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

export function isHandshaking(socket: Socket): boolean {
  return handshaking.has(socket);
}

/** Whether these are the first bytes of a client's TLS (a handshake record of version 3.x). */
export function beginsTls(bytes: Buffer): boolean {
  return bytes[0] === 0x16 && bytes[1] === 0x03;
}

/** Why TLS failed, in OpenSSL's few words: `unsupported protocol`. */
export function tlsReason(error: Error): string {
  return 'reason' in error && typeof error.reason === 'string' ? error.reason : error.message;
}
