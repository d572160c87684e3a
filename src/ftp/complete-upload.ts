import { ConciergeError, messageOf } from '../domain/concierge-error.ts';
import type { FtpUploadResult } from '../domain/ftp-incident.ts';
import { mediaTypeOf } from '../domain/media.ts';
import type { MediaPath } from '../domain/media-path.ts';
import type { UploadOutcome } from '../ports/intake.ts';
import { hasCode } from '../runtime/has-code.ts';
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
    session.log.note({ kind: 'upload', file, sizeBytes, result: { kind: otherKind(session, file) } });
    const forgotten = session.uploads.keep(file, { path: root.pathOf(file), sizeBytes, hidden: false });
    if (forgotten) await incoming.remove(forgotten.path);
    return ftpReply(code, `Stored ${session.files.shown(file)}`);
  }
  try {
    const outcome = await receiver.receive({ file, sizeBytes, receivedAtMs: clock.nowMs(), source: session.source });
    session.log.note({ kind: 'upload', file, sizeBytes, result: resultOf(outcome) });
    // An upload that was accepted has its line in the log from whoever took it.
    session.logger[outcome.kind === 'accepted' ? 'debug' : 'info'](
      { file, sizeBytes, outcome: outcome.kind },
      `Received "${file}" (${sizeBytes} bytes): ${outcome.kind}`,
    );
    return ftpReply(code, `Stored ${session.files.shown(file)}`);
  } catch (error) {
    const reason = messageOf(error);
    session.log.note({ kind: 'upload', file, sizeBytes, result: { kind: 'not taken in', reason } });
    session.logger.error(
      { file },
      `Cannot take "${file}" in: ${reason}. It stays where it is, and is looked at again at the next start.`,
    );
    return ftpReply(451, 'Stored, but not taken in: see the log of Concierge');
  }
}

/** What a client is told when a whole file could not be brought to its place. */
export function failureReply(session: FtpSession, file: MediaPath, error: unknown): FtpReply {
  const reason = messageOf(error);
  session.logger.warn({ file }, `Cannot store "${file}": ${reason}`);
  const note = (result: FtpUploadResult) => session.log.note({ kind: 'upload', file, sizeBytes: 0, result });
  if (hasCode(error, 'ENOSPC', 'EDQUOT')) {
    note({ kind: 'disk full' });
    return ftpReply(452, 'The disk is full');
  }
  const badName =
    error instanceof ConciergeError || hasCode(error, 'ENOTDIR', 'ENAMETOOLONG', 'EINVAL', 'ELOOP', 'EILSEQ');
  note({ kind: badName ? 'refused' : 'not taken in', reason });
  return badName ? ftpReply(553, 'This name cannot be used') : ftpReply(451, 'Local error, see the log of Concierge');
}

/** Of what makes no asset by its name. */
export function otherKind({ context }: FtpSession, file: MediaPath): 'test file' | 'other file' {
  return context.receiver.isTestFile(file) ? 'test file' : 'other file';
}

function resultOf(outcome: UploadOutcome): FtpUploadResult {
  switch (outcome.kind) {
    case 'accepted':
      return { kind: 'received', cameraName: outcome.cameraName, clockOffMs: outcome.clockOffMs };
    case 'unknown camera':
      return { kind: 'unknown camera', why: outcome.why };
    case 'known':
      return { kind: 'known' };
    case 'ignored':
      return { kind: IGNORED[outcome.reason] };
  }
}

const IGNORED = {
  'test file': 'test file',
  'no motion': 'no motion',
  empty: 'empty',
  'neither picture nor clip': 'other file',
  'our own': 'other file',
} as const;
