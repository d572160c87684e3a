import { existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { ConciergeError, messageOf } from '../domain/concierge-error.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Logger } from '../runtime/logger.ts';
import { SqliteDatabase } from '../runtime/sqlite-database.ts';
import { sqliteFault } from '../runtime/sqlite-fault.ts';
import { backupPath } from './backup-path.ts';
import { MIGRATIONS } from './migrations.ts';
import { setAside } from './set-aside.ts';

const DATABASE_FILE = 'concierge.db';

/** Checking reads the whole file: beyond this size only after a run that did not close it. */
const ALWAYS_CHECK_BYTES = 64 * 1024 * 1024;

export interface DatabaseOptions {
  /** DATA_DIR; created when missing. */
  readonly folder: string;
  readonly logger: Logger;
  readonly clock: Clock;
}

/**
 * Opens DATA_DIR/concierge.db and brings its schema up to date. One that is corrupt is set aside as
 * `concierge.db.corrupt-<time>` and a new one begun: the files are still there, and the scan at the start finds them.
 *
 * WAL with synchronous = NORMAL: a kill loses nothing that was committed. A power loss may take the last moments, never
 * what is older, nor the file; FULL would sync the disk some six times an upload, tens of ms each on an SD card. What
 * must outlive a power loss asks for a durable transaction.
 * @throws ConciergeError FOLDER_UNWRITABLE; STORE_CORRUPT when a newer version of Concierge wrote it
 */
export function openDatabase(options: DatabaseOptions): SqliteDatabase {
  const path = join(options.folder, DATABASE_FILE);
  try {
    mkdirSync(options.folder, { recursive: true });
  } catch (cause) {
    throw unwritable(options.folder, cause);
  }
  const opened = openFile(path);
  if (opened instanceof DatabaseSync) return new SqliteDatabase(opened);
  const aside = setAside(path, options.clock, ['-wal', '-shm']);
  const copy = backupPath(options.folder);
  if (existsSync(copy)) {
    renameSync(copy, path);
    const restored = openFile(path);
    if (restored instanceof DatabaseSync) {
      const words = `${DATABASE_FILE} is corrupt (${opened.corrupt}): it was set aside, and the copy of the last backup taken.`;
      options.logger.error({ database: path, setAside: aside }, words);
      return new SqliteDatabase(restored);
    }
    setAside(path, options.clock, ['-wal', '-shm']);
  }
  options.logger.error(
    { database: path, setAside: aside },
    `${DATABASE_FILE} is corrupt (${opened.corrupt}): it was set aside, and a new one begins without the history of events. Files under ROOT_DIR are found again.`,
  );
  const fresh = openFile(path);
  if (fresh instanceof DatabaseSync) return new SqliteDatabase(fresh);
  throw unwritable(path, new Error(fresh.corrupt));
}

function openFile(path: string): DatabaseSync | { readonly corrupt: string } {
  const leftOpen = existsSync(`${path}-wal`);
  const isNew = !existsSync(path);
  const check = !isNew && (leftOpen || statSync(path).size <= ALWAYS_CHECK_BYTES);
  let database: DatabaseSync | null = null;
  try {
    database = new DatabaseSync(path, { timeout: 2_000, enableForeignKeyConstraints: true });
    // Can be chosen for a new database only: what the cleanup frees in it can be given back to the disk.
    if (isNew) database.exec('PRAGMA auto_vacuum = INCREMENTAL');
    database.exec('PRAGMA journal_mode = WAL');
    database.exec('PRAGMA synchronous = NORMAL');
    const fault = check ? quickCheck(database) : null;
    if (fault === null) {
      migrate(database, path);
      return database;
    }
    database.close();
    return { corrupt: fault };
  } catch (error) {
    database?.close();
    if (error instanceof ConciergeError) throw error;
    if (sqliteFault(error) === 'corrupt') return { corrupt: messageOf(error) };
    throw unwritable(path, error);
  }
}

/** What SQLite finds wrong with the file, or null. */
function quickCheck(database: DatabaseSync): string | null {
  const finding = database.prepare('PRAGMA quick_check(1)').get()?.['quick_check'];
  return finding === 'ok' ? null : String(finding);
}

function migrate(database: DatabaseSync, path: string): void {
  const version = Number(database.prepare('PRAGMA user_version').get()?.['user_version']);
  if (version > MIGRATIONS.length) {
    throw new ConciergeError(
      'STORE_CORRUPT',
      `Cannot open "${path}": a newer version of Concierge wrote it (schema ${version}, this one knows ${MIGRATIONS.length}). Install that version again, or move the file away.`,
      { details: { version } },
    );
  }
  for (const [index, sql] of MIGRATIONS.entries()) {
    if (index >= version) database.exec(`BEGIN IMMEDIATE; ${sql}; PRAGMA user_version = ${index + 1}; COMMIT`);
  }
}

function unwritable(path: string, cause: unknown): ConciergeError {
  return new ConciergeError(
    'FOLDER_UNWRITABLE',
    `Cannot write "${path}": ${messageOf(cause)}. Make DATA_DIR a folder that Concierge may write to, with room left.`,
    { cause },
  );
}
