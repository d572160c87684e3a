import { userInfo } from 'node:os';
import { ConciergeError, messageOf } from '../domain/concierge-error.ts';
import { hasCode } from './has-code.ts';

/** FOLDER_UNWRITABLE, in words that say what stands in the way and what to do. @param what such as `DATA_DIR "/data"` */
export function cannotWrite(what: string, cause: unknown, elsewhere = ''): ConciergeError {
  return new ConciergeError('FOLDER_UNWRITABLE', `Cannot write to ${what}: ${reasonOf(cause)}${elsewhere}.`, { cause });
}

function reasonOf(cause: unknown): string {
  if (hasCode(cause, 'ENOSPC', 'EDQUOT')) return 'its disk is full. Make room there';
  if (hasCode(cause, 'EROFS'))
    return 'its file system is read-only, as a disk becomes that has a fault. Look at the disk, mount it for writing';
  if (hasCode(cause, 'EACCES', 'EPERM')) return `user ${userId()} may not write there. Give that user the right to`;
  if (hasCode(cause, 'ENOTDIR')) return 'a file is where a folder should be. Move it away';
  if (hasCode(cause, 'EISDIR')) return 'a folder is where a file should be. Move it away';
  if (hasCode(cause, 'ENOENT')) return 'no such folder can be made there. Mount what belongs there';
  if (hasCode(cause, 'EIO')) return `the disk does not answer (${messageOf(cause)}). See whether it is still whole`;
  return messageOf(cause);
}

function userId(): number {
  return userInfo().uid;
}
