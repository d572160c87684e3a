import type { DatabaseUpkeep } from '../ports/retention.ts';
import type { SqliteDatabase } from '../runtime/sqlite-database.ts';

/** Upkeep of concierge.db. */
export class SqliteUpkeep implements DatabaseUpkeep {
  readonly #database: SqliteDatabase;

  constructor(database: SqliteDatabase) {
    this.#database = database;
  }

  tidy(): void {
    this.#database.all('PRAGMA optimize');
    this.#database.all('PRAGMA wal_checkpoint(TRUNCATE)');
  }

  /** A database that was made without auto_vacuum uses its free pages again, but gives none back. */
  giveBackPages(limit: number): number {
    if (this.#pragma('auto_vacuum') !== INCREMENTAL) return 0;
    this.#database.all(`PRAGMA incremental_vacuum(${limit})`);
    return this.#pragma('freelist_count');
  }

  sizeBytes(): number {
    return this.#pragma('page_count') * this.#pragma('page_size');
  }

  #pragma(name: 'auto_vacuum' | 'freelist_count' | 'page_count' | 'page_size'): number {
    return this.#database.get(`PRAGMA ${name}`)?.number(name) ?? 0;
  }
}

const INCREMENTAL = 2;
