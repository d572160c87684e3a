import { readFile } from 'node:fs/promises';
import { hasCode } from './has-code.ts';

/** The text of a file; null when there is none. @throws the system's error when it is there and cannot be read */
export async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null;
    throw error;
  }
}
