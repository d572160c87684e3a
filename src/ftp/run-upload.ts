import type { FileHandle } from 'node:fs/promises';
import type { FtpUploadResult } from '../domain/ftp-incident.ts';
import { mediaTypeOf } from '../domain/media.ts';
import type { UploadTarget } from './client-path.ts';
import { completeUpload, failureReply, otherKind } from './complete-upload.ts';
import { hasSpaceFor } from './disk-space.ts';
import { type FtpReply, ftpReply } from './ftp-reply.ts';
import type { FtpSession } from './ftp-session.ts';
import type { PartFile } from './incoming-folder.ts';
import { placeFile } from './place-file.ts';
import { type DataOutcome, type DataSink, receiveData } from './receive-data.ts';
import { isThereAlready } from './same-file.ts';
import { type ByteSource, looksComplete } from './upload-structure.ts';

/** One upload, from the STOR to its last reply: data into a part, and only a whole one to its place. */
export async function runUpload(session: FtpSession, target: UploadTarget): Promise<FtpReply | null> {
  const { incoming, limits } = session.context;
  if (!(await hasSpace(session))) return diskFull(session, target);
  const { dataPort, transferRefusal } = session;
  if (dataPort === null || transferRefusal !== null) return transferRefusal;
  return session.transfer(async (signal) => {
    const part = await incoming.create();
    try {
      await session.reply(ftpReply(150, 'Send the file'));
      const socket = await dataPort.connect(signal);
      if (socket === null) return session.withoutData(dataPort, signal);
      session.logger.debug({ file: target.file }, `Receiving "${target.file}"`);
      const outcome = await receiveData(socket, sinkInto(part.handle), {
        signal,
        clock: session.context.clock,
        stalledMs: limits.stalledMs,
        maxBytes: limits.maxUploadBytes,
        hasSpace: () => hasSpace(session),
      });
      return outcome.kind === 'ended'
        ? await finish(session, target, part, outcome.sizeBytes)
        : dropped(session, target, outcome);
    } catch (error) {
      return failureReply(session, target.file, error);
    } finally {
      await closePart(session, target, part);
    }
  });
}

async function finish(session: FtpSession, target: UploadTarget, part: PartFile, sizeBytes: number): Promise<FtpReply> {
  const { root, incoming } = session.context;
  const isMedia = target.kind === 'visible' && mediaTypeOf(target.file) !== null;
  if (sizeBytes === 0) return empty(session, target, isMedia);
  if (isMedia && !(await isWhole(session, part.handle, sizeBytes))) {
    return dropped(session, target, { kind: 'aborted', reason: 'the client went in the middle of it' });
  }
  await part.handle.datasync();
  if (target.kind === 'hidden') {
    const forgotten = session.uploads.keep(target.file, { path: part.path, sizeBytes, hidden: true });
    if (forgotten) await incoming.remove(forgotten.path);
    session.log.note({ kind: 'upload', file: target.file, sizeBytes, result: { kind: 'other file' } });
    return ftpReply(226, `Stored ${session.files.shown(target.file)} until it is renamed`);
  }
  const isAgain = isMedia && (await isThereAlready(root, target.file, part.handle, sizeBytes));
  const file = isAgain ? target.file : await placeFile(root, part.path, target.file);
  return completeUpload(session, file, sizeBytes, 226);
}

/** Empty files follow a failed data connection; told of the failure, the camera sends the picture again. */
function empty(session: FtpSession, { file }: UploadTarget, isMedia: boolean): FtpReply {
  const kind = isMedia ? 'empty' : otherKind(session, file);
  session.log.note({ kind: 'upload', file, sizeBytes: 0, result: { kind } });
  if (!isMedia) return ftpReply(226, 'Empty, nothing was stored');
  session.logger.warn({ file }, `Upload "${file}" was not completed: it was empty. Nothing of it is kept.`);
  return ftpReply(451, 'Empty, nothing was stored');
}

/**
 * A killed client closes its connections in good order, just as one that is done: data and control connection end
 * together. A file that is whole by its structure is taken at once; any other only if its sender is still there.
 */
async function isWhole(session: FtpSession, handle: FileHandle, sizeBytes: number): Promise<boolean> {
  if (await looksComplete(sourceOf(handle, sizeBytes))) return true;
  return !(await session.goneWithin(session.context.limits.doubtMs));
}

function dropped(
  session: FtpSession,
  target: UploadTarget,
  outcome: Exclude<DataOutcome, { kind: 'ended' }>,
): FtpReply {
  const { file } = target;
  if (outcome.kind === 'disk full') return diskFull(session, target);
  const note = (result: FtpUploadResult) => session.log.note({ kind: 'upload', file, sizeBytes: 0, result });
  if (outcome.kind === 'too large') {
    note({ kind: 'too large' });
    session.logger.warn(
      { file },
      `Upload "${file}" is larger than ${session.context.limits.maxUploadBytes} bytes: dropped`,
    );
    return ftpReply(552, 'Too large');
  }
  note({ kind: 'aborted', reason: outcome.reason });
  session.logger.warn({ file }, `Upload "${file}" was not completed: ${outcome.reason}. Nothing of it is kept.`);
  return ftpReply(426, 'Transfer aborted, nothing was stored');
}

function diskFull(session: FtpSession, { file }: UploadTarget): FtpReply {
  const { faults, limits } = session.context;
  session.log.note({ kind: 'upload', file, sizeBytes: 0, result: { kind: 'disk full' } });
  faults.report('disk full', (count) => {
    const space = `less than ${limits.minFreeBytes} bytes are free under ROOT_DIR`;
    session.logger.error({ file, count }, `Upload "${file}" refused (${count}): ${space}. Delete old recordings.`);
  });
  session.setDataPort(null);
  return ftpReply(452, 'The disk is full');
}

async function hasSpace({ context }: FtpSession): Promise<boolean> {
  const enough = await hasSpaceFor(context, 0);
  if (enough) context.faults.clear('disk full');
  return enough;
}

/** The part goes, unless it is kept under a hidden name; of one that was moved away there is nothing left to remove. */
async function closePart(session: FtpSession, target: UploadTarget, part: PartFile): Promise<void> {
  if (session.uploads.get(target.file)?.path === part.path) await part.handle.close();
  else await session.context.incoming.discard(part);
}

/** FileHandle.write may write less than it is given. */
function sinkInto(handle: FileHandle): DataSink {
  return {
    write: async (chunk) => {
      for (let written = 0; written < chunk.length; ) {
        written += (await handle.write(chunk, written)).bytesWritten;
      }
    },
  };
}

function sourceOf(handle: FileHandle, sizeBytes: number): ByteSource {
  return {
    sizeBytes,
    read: async (offset, length) => {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, offset);
      return buffer.subarray(0, bytesRead);
    },
  };
}
