import { hasSpaceFor } from '../disk-space.ts';
import { type FtpReply, ftpReply } from '../ftp-reply.ts';
import type { FtpSession } from '../ftp-session.ts';
import { runUpload } from '../run-upload.ts';

export const RESERVED_REPLY = ftpReply(553, 'This name is reserved or no file name');

/** STOR */
export async function storeFile(session: FtpSession, argument: string): Promise<FtpReply | null> {
  const target = session.files.targetOf(argument);
  if (target !== null) return runUpload(session, target);
  const result = { kind: 'refused', reason: 'this name is reserved or no file name' } as const;
  session.log.note({ kind: 'upload', file: argument, sizeBytes: 0, result });
  return refuse(session, RESERVED_REPLY);
}

/** APPE: a new file is stored; one that exists is whole and stays as it is. */
export async function appendToFile(session: FtpSession, argument: string): Promise<FtpReply | null> {
  const exists = await session.files.get(argument).then(
    () => true,
    () => false,
  );
  return exists
    ? refuse(session, ftpReply(550, 'This file is complete, nothing can be appended'))
    : storeFile(session, argument);
}

/** ALLO: 200, since a Dahua repeats it for ever when it hears RFC 959's 202; and no, before so much is sent in vain. */
export async function allocate({ context }: FtpSession, argument: string): Promise<FtpReply> {
  const wantedBytes = Number(/^\s*(\d{1,15})\b/.exec(argument)?.[1] ?? 0);
  if (!(await hasSpaceFor(context, wantedBytes))) return ftpReply(452, 'The disk has no room for that');
  return ftpReply(200, 'No storage allocation necessary');
}

/** TYPE: bytes are kept as they come, whatever a client calls them; RFC 959's `N` and `8` say no more than that. */
export async function setType(_session: FtpSession, argument: string): Promise<FtpReply> {
  if (/^(A( N)?|I|L 8)$/i.test(argument.trim())) return ftpReply(200, 'Bytes are kept as they come');
  return /^(A [TC]|E( [NTC])?|L \d+)$/i.test(argument.trim())
    ? ftpReply(504, 'Only A and I are known')
    : ftpReply(501, 'Which type?');
}

/** REST: of an aborted upload nothing is kept, so there is no place but 0 to go on from. */
export async function restartAt(_session: FtpSession, argument: string): Promise<FtpReply> {
  if (!/^\s*\d+\s*$/.test(argument)) return ftpReply(501, 'Not a number of bytes');
  if (Number(argument) !== 0) return ftpReply(504, 'Unfinished uploads are not kept: start at 0');
  return ftpReply(350, 'Starting at 0');
}

/** ABOR: a running transfer was ended when the command came in; its own reply has been sent. */
export async function abortTransfer(session: FtpSession): Promise<FtpReply> {
  session.setDataPort(null);
  return ftpReply(226, 'Nothing is being transferred any more');
}

/** A refused transfer gives its port back. */
function refuse(session: FtpSession, reply: FtpReply): FtpReply {
  session.setDataPort(null);
  return reply;
}
