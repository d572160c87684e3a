import { completeUpload, failureReply } from '../complete-upload.ts';
import { type FtpReply, ftpReply } from '../ftp-reply.ts';
import type { FtpSession } from '../ftp-session.ts';
import { placeFile } from '../place-file.ts';
import type { OwnUpload } from '../session-uploads.ts';
import { RESERVED_REPLY } from './store-commands.ts';

/** RNFR: only what this session uploaded itself under a name that makes no asset. */
export async function renameFrom(session: FtpSession, argument: string): Promise<FtpReply> {
  session.renameFrom = null;
  const own = ownUpload(session, argument);
  if (own === null) return ftpReply(550, 'Only a file that you just uploaded under a temporary name can be renamed');
  session.renameFrom = own.file;
  return ftpReply(350, 'To which name?');
}

/** RNTO: completes an upload when the new name is a picture's or clip's. */
export async function renameTo(session: FtpSession, argument: string): Promise<FtpReply> {
  const from = session.renameFrom;
  session.renameFrom = null;
  const own = from === null ? null : session.uploads.get(from);
  if (from === null || own === null) return ftpReply(503, 'Say RNFR first');
  const target = session.files.targetOf(argument);
  if (target === null || target.kind === 'hidden') return RESERVED_REPLY;
  try {
    const file = await placeFile(session.context.root, own.path, target.file);
    session.uploads.forget(from);
    return await completeUpload(session, file, own.sizeBytes, 250);
  } catch (error) {
    return failureReply(session, target.file, error);
  }
}

/** DELE: as RNFR, so that a camera can clear its own FTP test away. */
export async function deleteFile(session: FtpSession, argument: string): Promise<FtpReply> {
  const own = ownUpload(session, argument);
  if (own === null) return ftpReply(550, 'Files that are here stay here');
  await session.context.incoming.remove(own.upload.path);
  session.uploads.forget(own.file);
  return ftpReply(250, 'Deleted');
}

/** SIZE (RFC 3659); folders have none. */
export async function fileSize(session: FtpSession, argument: string): Promise<FtpReply> {
  const stats = await session.files.get(argument).catch(() => null);
  return stats?.isFile() ? ftpReply(213, String(stats.size)) : ftpReply(550, 'No such file');
}

export async function refuseReading(session: FtpSession): Promise<FtpReply> {
  session.setDataPort(null);
  return ftpReply(550, 'This server only takes files');
}

export async function refuseRemovingFolder(): Promise<FtpReply> {
  return ftpReply(550, 'Folders stay here');
}

function ownUpload(session: FtpSession, argument: string): { file: string; upload: OwnUpload } | null {
  const file = session.files.mediaPathOf(argument);
  const upload = file === null ? null : session.uploads.get(file);
  return file !== null && upload !== null ? { file, upload } : null;
}
