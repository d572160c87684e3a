import { ConciergeError, messageOf } from '../domain/concierge-error.ts';
import { mediaTypeOf } from '../domain/media.ts';
import type { MediaPath } from '../domain/media-path.ts';
import { hasCode } from './error-code.ts';
import { type FtpReply, ftpReply } from './ftp-reply.ts';
import type { FtpSession } from './ftp-session.ts';

/**
 * A file is whole and in its place. One that is a picture or clip by its name is announced; any other is remembered as
 * the session's own, which may yet be renamed.
 * @param code of the reply to a success
 */
export async function completeUpload(
  session: FtpSession,
  file: MediaPath,
  sizeBytes: number,
  code: 226 | 250,
): Promise<FtpReply> {
  const { root, receiver, clock, incoming } = session.context;
  if (mediaTypeOf(file) === null) {
    const forgotten = session.uploads.keep(file, { path: root.pathOf(file), sizeBytes, hidden: false });
    if (forgotten) await incoming.remove(forgotten.path);
    return ftpReply(code, `Stored ${session.files.shown(file)}`);
  }
  try {
    const outcome = await receiver.receive({ file, sizeBytes, receivedAtMs: clock.nowMs(), source: session.source });
    // An upload that was accepted has its line in the log from whoever took it.
    session.logger[outcome.kind === 'accepted' ? 'debug' : 'info'](
      { file, sizeBytes, outcome: outcome.kind },
      `Received "${file}" (${sizeBytes} bytes): ${outcome.kind}`,
    );
    return ftpReply(code, `Stored ${session.files.shown(file)}`);
  } catch (error) {
    const reason = messageOf(error);
    session.logger.error(
      { file },
      `Cannot take "${file}" in: ${reason}. It stays where it is, and is looked at again at the next start.`,
    );
    return ftpReply(451, 'Stored, but not taken in: see the log of Concierge');
  }
}

/** What a client is told when a whole file could not be brought to its place. */
export function failureReply(session: FtpSession, file: MediaPath, error: unknown): FtpReply {
  session.logger.warn({ file }, `Cannot store "${file}": ${messageOf(error)}`);
  if (hasCode(error, 'ENOSPC', 'EDQUOT')) return ftpReply(452, 'The disk is full');
  const badName =
    error instanceof ConciergeError || hasCode(error, 'ENOTDIR', 'ENAMETOOLONG', 'EINVAL', 'ELOOP', 'EILSEQ');
  return badName ? ftpReply(553, 'This name cannot be used') : ftpReply(451, 'Local error, see the log of Concierge');
}
