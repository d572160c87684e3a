import { ConciergeError, messageOf } from '../domain/concierge-error.ts';

/** SQLite's primary result codes, https://sqlite.org/rescode.html */
const CORRUPT: ReadonlySet<number> = new Set([11, 26]);
const UNWRITABLE: ReadonlySet<number> = new Set([3, 8, 10, 13, 14]);

/** Whether SQLite found the database itself, or the disk beneath it, at fault; null for any other error. */
export function sqliteFault(error: unknown): 'corrupt' | 'unwritable' | null {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return null;
  const primary = error.errcode & 0xff;
  if (CORRUPT.has(primary)) return 'corrupt';
  return UNWRITABLE.has(primary) ? 'unwritable' : null;
}

/** The error as callers and users understand it; others stay as they are. */
export function explainSqliteFault(error: unknown): unknown {
  const fault = sqliteFault(error);
  if (fault === null) return error;
  const [code, advice] =
    fault === 'corrupt'
      ? (['STORE_CORRUPT', 'Stop Concierge and move concierge.db away; files under ROOT_DIR are found again.'] as const)
      : (['FOLDER_UNWRITABLE', 'See that DATA_DIR may be written to and that its disk has room left.'] as const);
  return new ConciergeError(code, `Cannot write to the database: ${messageOf(error)}. ${advice}`, { cause: error });
}

/** Another connection, of this process or another, holds the lock. */
export function isBusy(error: unknown): boolean {
  return (
    error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' && (error.errcode & 0xff) === 5
  );
}
