import { type FtpReply, ftpReply } from '../ftp-reply.ts';
import type { FtpSession } from '../ftp-session.ts';

/** AUTH (RFC 4217): `TLS`, or `SSL` and the older names, which all mean the same to the clients that still say them. */
export async function startTls(session: FtpSession, argument: string): Promise<FtpReply | null> {
  if (!/^(TLS|TLS-C|TLS-P|SSL)$/i.test(argument.trim())) return ftpReply(504, 'Only TLS is known');
  if (session.isSecure) return ftpReply(503, 'This is TLS already');
  if (session.connection.authenticated) return ftpReply(503, 'TLS begins before the login');
  const secureContext = session.context.tls.context;
  if (secureContext === null) return ftpReply(431, 'There is no TLS here: see the log of Concierge');
  session.goSecure(ftpReply(234, 'Go on over TLS'), secureContext);
  return null;
}

/** PBSZ: TLS is a stream and has no blocks, so the only size is 0. */
export async function setProtectionBuffer(session: FtpSession): Promise<FtpReply> {
  return session.isSecure ? ftpReply(200, 'PBSZ=0') : ftpReply(503, 'Say AUTH TLS first');
}

/** PROT: whether data connections are encrypted, too. */
export async function setProtection(session: FtpSession, argument: string): Promise<FtpReply> {
  if (!session.isSecure) return ftpReply(503, 'Say AUTH TLS first');
  const level = argument.trim().toUpperCase();
  if (level !== 'P' && level !== 'C') return ftpReply(/^[SE]$/.test(level) ? 536 : 504, 'Only P and C are known');
  if (level === 'C' && session.context.requireTls) return ftpReply(534, 'Data has to be encrypted here: PROT P');
  session.encryptsData = level === 'P';
  return ftpReply(200, level === 'P' ? 'Data is encrypted' : 'Data is not encrypted');
}
