import { access, constants, realpath } from 'node:fs/promises';
import { cannotWrite } from './cannot-write.ts';
import { makeFolder } from './make-folder.ts';

/**
 * Makes the folder when it is missing, and answers its path with symbolic links resolved.
 * @throws ConciergeError FOLDER_UNWRITABLE
 */
export async function writableFolder(name: string, path: string): Promise<string> {
  try {
    await makeFolder(path);
    await access(path, constants.W_OK | constants.X_OK);
    return await realpath(path);
  } catch (cause) {
    throw cannotWrite(`${name} "${path}"`, cause, `, or set ${name} to another folder`);
  }
}
