import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { hasCode } from './has-code.ts';

/**
 * Makes a folder and those above it; one that is there is good. Node's own `recursive` never ends where a folder's parent
 * exists and the file system says that it does not, as under /proc.
 * @throws the system's error, ENOTDIR when something else lies there
 */
export async function makeFolder(path: string): Promise<void> {
  if (await makeOne(path)) return;
  await makeFolder(dirname(path));
  await mkdir(path);
}

/** False: the folder above it is missing. */
async function makeOne(path: string): Promise<boolean> {
  try {
    await mkdir(path);
    return true;
  } catch (error) {
    if (hasCode(error, 'ENOENT') && dirname(path) !== path) return false;
    if (!hasCode(error, 'EEXIST')) throw error;
    if ((await stat(path)).isDirectory()) return true;
    throw Object.assign(new Error(`ENOTDIR: not a directory, mkdir '${path}'`), { code: 'ENOTDIR' });
  }
}
