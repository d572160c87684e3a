import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { ConciergeError } from '../domain/concierge-error.ts';
import { explainSqliteFault, isBusy } from '../runtime/sqlite-fault.ts';

const LOCK_FILE = 'concierge.lock';

/**
 * Keeps a second Concierge out of DATA_DIR for as long as this process lives. It is SQLite's lock on an empty file, which
 * the system takes back however we end; a file with a process id in it would outlive a power cut.
 * @returns gives it back
 * @throws ConciergeError ALREADY_RUNNING, FOLDER_UNWRITABLE
 */
export function lockDataFolder(folder: string): () => void {
  const lock = new DatabaseSync(join(folder, LOCK_FILE), { open: false, timeout: 0 });
  try {
    lock.open();
    lock.exec('PRAGMA journal_mode = OFF; BEGIN EXCLUSIVE');
  } catch (cause) {
    if (lock.isOpen) lock.close();
    if (!isBusy(cause)) throw explainSqliteFault(cause);
    const message = `Cannot use DATA_DIR "${folder}": another Concierge runs with it. Stop that one, or set DATA_DIR to another folder.`;
    throw new ConciergeError('ALREADY_RUNNING', message, { cause });
  }
  return () => lock.close();
}
