import { access, constants, mkdir, realpath } from 'node:fs/promises';
import { ConciergeError, messageOf } from '../domain/concierge-error.ts';

/**
 * Makes the folder when it is missing, and answers its path with symbolic links resolved.
 * @throws ConciergeError FOLDER_UNWRITABLE
 */
export async function writableFolder(name: string, path: string): Promise<string> {
  try {
    await mkdir(path, { recursive: true });
    await access(path, constants.W_OK | constants.X_OK);
    return await realpath(path);
  } catch (cause) {
    const message = `Cannot write to ${name} "${path}": ${messageOf(cause)}. Make it writable, or set ${name} to another folder.`;
    throw new ConciergeError('FOLDER_UNWRITABLE', message, { cause });
  }
}
