import { hasCode } from '../runtime/has-code.ts';

/** Whether a file or folder is not there, by the error that says so. */
export function isAbsent(error: unknown): boolean {
  return hasCode(error, 'ENOENT', 'ENOTDIR');
}
