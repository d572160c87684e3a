import { type FtpReply, ftpReply } from '../ftp-reply.ts';
import type { FtpSession } from '../ftp-session.ts';

/** USER: ftp-srv's own refuses a second try on the same connection, which is what a camera does after a wrong password. */
export async function nameUser(session: FtpSession, argument: string): Promise<FtpReply> {
  if (session.connection.authenticated) return ftpReply(230, 'Already logged in');
  if (argument === '') return ftpReply(501, 'Which user?');
  if (session.context.requireTls && !session.isSecure) {
    session.log.note({ kind: 'tls required' });
    return ftpReply(530, 'Only over TLS: say AUTH TLS first');
  }
  session.connection.username = argument;
  return ftpReply(331, 'Password, please');
}

/** FEAT (RFC 2389): what is really there; ftp-srv's own lists TLS even where there is none. */
export async function listFeatures({ context }: FtpSession): Promise<FtpReply> {
  return ftpReply(211, 'Features:', ...(context.tls.context === null ? [] : TLS_FEATURES), ...FEATURES, 'End');
}

const TLS_FEATURES = [' AUTH TLS', ' PBSZ', ' PROT'];

const FEATURES = [' EPRT', ' EPSV', ' MDTM', ' PASV', ' SIZE', ' TVFS', ' UTF8'];

/** OPTS: names are UTF-8 here whatever is asked. */
export async function setOption(_session: FtpSession, argument: string): Promise<FtpReply> {
  return /^utf-?8(\s+on)?\s*$/i.test(argument) ? ftpReply(200, 'UTF-8 is on') : ftpReply(501, 'Unknown option');
}

export async function tellHelp(): Promise<FtpReply> {
  return ftpReply(214, 'This server takes pictures and clips of cameras');
}

/** QUIT: ftp-srv's own cuts TLS off in the middle. */
export async function quit(session: FtpSession): Promise<null> {
  session.quit(ftpReply(221, 'Goodbye'));
  return null;
}
