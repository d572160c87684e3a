import type { SqliteDatabase } from '../runtime/sqlite-database.ts';

/** One message that waits to be delivered. */
export interface WaitingMessage {
  readonly id: number;
  readonly revision: number;
  readonly body: string;
  /** Tries that have failed. */
  readonly attempts: number;
  readonly createdAtMs: number;
  readonly dueAtMs: number;
}

/** A listener that is away for long must not fill the disk. */
export const MAX_WAITING = 1000;

/** The SQL of what listeners have not been told yet. */
export class OutboxTable {
  readonly #database: SqliteDatabase;

  constructor(database: SqliteDatabase) {
    this.#database = database;
  }

  /**
   * Adds a message, or puts it in the place of one about the same subject. Answers how many of the oldest had to go.
   */
  put(listenerId: number, subject: string, body: string, nowMs: number): number {
    return this.#database.inTransaction(() => {
      this.#database.run(
        `INSERT INTO listener_outbox (listener_id, subject, body, created_at_ms, due_at_ms) VALUES (?1, ?2, ?3, ?4, ?4)
         ON CONFLICT (listener_id, subject) DO UPDATE SET body = excluded.body, revision = revision + 1`,
        listenerId,
        subject,
        body,
        nowMs,
      );
      return this.#database.run(
        `DELETE FROM listener_outbox WHERE listener_id = ?1 AND id <= (
           SELECT id FROM listener_outbox WHERE listener_id = ?1 ORDER BY id DESC LIMIT 1 OFFSET ?2)`,
        listenerId,
        MAX_WAITING,
      ).changes;
    });
  }

  /** The oldest of a listener's messages. */
  next(listenerId: number): WaitingMessage | null {
    const sql = 'SELECT * FROM listener_outbox WHERE listener_id = ? ORDER BY id LIMIT 1';
    const row = this.#database.get(sql, listenerId);
    return (
      row && {
        id: row.number('id'),
        revision: row.number('revision'),
        body: row.text('body'),
        attempts: row.number('attempts'),
        createdAtMs: row.number('created_at_ms'),
        dueAtMs: row.number('due_at_ms'),
      }
    );
  }

  /** One that was refined while it was under way stays, to be sent again. */
  delivered({ id, revision }: WaitingMessage): void {
    this.#database.run('DELETE FROM listener_outbox WHERE id = ? AND revision = ?', id, revision);
  }

  postpone({ id }: WaitingMessage, dueAtMs: number): void {
    this.#database.run('UPDATE listener_outbox SET attempts = attempts + 1, due_at_ms = ? WHERE id = ?', dueAtMs, id);
  }

  /** Lets nothing wait any longer than until now. */
  hurry(nowMs: number): void {
    this.#database.run('UPDATE listener_outbox SET due_at_ms = ?1 WHERE due_at_ms > ?1', nowMs);
  }

  drop({ id }: WaitingMessage): void {
    this.#database.run('DELETE FROM listener_outbox WHERE id = ?', id);
  }

  waiting(listenerId: number): number {
    const sql = 'SELECT count(*) AS waiting FROM listener_outbox WHERE listener_id = ?';
    return this.#database.get(sql, listenerId)?.number('waiting') ?? 0;
  }

  /** Drops what waits for listeners that are no more. */
  keepOnly(listenerIds: readonly number[]): void {
    const sql = 'DELETE FROM listener_outbox WHERE listener_id NOT IN (SELECT value FROM json_each(?))';
    this.#database.run(sql, JSON.stringify(listenerIds));
  }
}
