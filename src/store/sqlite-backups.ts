import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Backups } from '../ports/backups.ts';
import type { SqliteDatabase } from '../runtime/sqlite-database.ts';
import { backupPath } from './backup-path.ts';

/** Copies of concierge.db in DATA_DIR/backup, of which the next start takes the last one when the database is corrupt. */
export class SqliteBackups implements Backups {
  readonly #database: SqliteDatabase;
  readonly #path: string;
  #making: Promise<{ readonly sizeBytes: number }> | null = null;

  constructor(database: SqliteDatabase, dataDir: string) {
    this.#database = database;
    this.#path = backupPath(dataDir);
  }

  make(): Promise<{ readonly sizeBytes: number }> {
    this.#making ??= this.#make().finally(() => {
      this.#making = null;
    });
    return this.#making;
  }

  async #make(): Promise<{ readonly sizeBytes: number }> {
    await mkdir(dirname(this.#path), { recursive: true });
    const unfinished = `${this.#path}.tmp`;
    await rm(unfinished, { force: true });
    await this.#database.copyTo(unfinished);
    await rename(unfinished, this.#path);
    return { sizeBytes: (await stat(this.#path)).size };
  }
}
