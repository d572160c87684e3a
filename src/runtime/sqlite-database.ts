import { backup, type DatabaseSync, type StatementSync } from 'node:sqlite';
import { explainSqliteFault } from './sqlite-fault.ts';
import { SqliteRow, type SqlValue } from './sqlite-row.ts';

/** An open database as the rooms share it: prepared statements, and one transaction over what several rooms write. */
export class SqliteDatabase {
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  #afterCommit: (() => void)[] = [];

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  all(sql: string, ...values: SqlValue[]): SqliteRow[] {
    return this.#prepare(sql)
      .all(...values)
      .map((row) => new SqliteRow(row));
  }

  get(sql: string, ...values: SqlValue[]): SqliteRow | null {
    const row = this.#prepare(sql).get(...values);
    return row ? new SqliteRow(row) : null;
  }

  run(sql: string, ...values: SqlValue[]): { readonly changes: number; readonly lastId: number } {
    const { changes, lastInsertRowid } = this.#prepare(sql).run(...values);
    return { changes: Number(changes), lastId: Number(lastInsertRowid) };
  }

  /**
   * All of `work` or nothing of it. Within another transaction it becomes part of that one.
   * @throws ConciergeError FOLDER_UNWRITABLE, STORE_CORRUPT; and whatever `work` throws
   * @param options durable: on disk when it returns, even when the power fails next; costs a sync of the disk
   */
  inTransaction<Result>(work: () => Result, options: { durable?: boolean } = {}): Result {
    if (this.#database.isTransaction) return work();
    if (!options.durable) return this.#transact(work);
    this.#database.exec('PRAGMA synchronous = FULL');
    try {
      return this.#transact(work);
    } finally {
      this.#database.exec('PRAGMA synchronous = NORMAL');
    }
  }

  /** Calls back when the transaction under way has been committed, at once when there is none; never after a rollback. */
  afterCommit(callback: () => void): void {
    if (this.#database.isTransaction) this.#afterCommit.push(callback);
    else callback();
  }

  /** A whole copy, a few pages at a time, so that everybody else goes on reading and writing. */
  async copyTo(path: string): Promise<void> {
    await backup(this.#database, path);
  }

  /** Idempotent. */
  close(): void {
    this.#statements.clear();
    if (this.#database.isOpen) this.#database.close();
  }

  #transact<Result>(work: () => Result): Result {
    this.#database.exec('BEGIN IMMEDIATE');
    let result: Result;
    try {
      result = work();
      this.#database.exec('COMMIT');
    } catch (error) {
      this.#afterCommit = [];
      // SQLite has rolled back by itself after some faults, such as a full disk.
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
      throw explainSqliteFault(error);
    }
    const callbacks = this.#afterCommit;
    this.#afterCommit = [];
    for (const callback of callbacks) callback();
    return result;
  }

  #prepare(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (!statement) {
      statement = this.#database.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }
}
