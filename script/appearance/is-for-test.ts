import { createHash } from 'node:crypto';

/** As split.py: the objects that nothing was learnt from. */
export function isForTest(object: string): boolean {
  return (createHash('sha256').update(object).digest()[0] ?? 0) < 102;
}

/** A picture's name up to its last underscore is its object's. @param file below the set's folder */
export function objectOf(file: string): string {
  return file.slice(0, file.lastIndexOf('_'));
}
