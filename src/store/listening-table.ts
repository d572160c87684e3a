import type { ListeningTimes } from '../ports/listening-times.ts';
import type { SqliteDatabase } from '../runtime/sqlite-database.ts';

const KEPT_MS = 60 * 24 * 3_600_000;
/** Nobody was there between two signs of life that are further apart: the machine slept, or its clock was put right. */
const MOST_BETWEEN_MS = 30 * 60_000;

/** One row a run of the add-on, written on as it goes: a run that is killed has the time of its last sign of life. */
export class ListeningTable implements ListeningTimes {
  readonly #database: SqliteDatabase;
  #run: { readonly id: number; readonly untilMs: number } | null = null;

  constructor(database: SqliteDatabase) {
    this.#database = database;
  }

  begin(nowMs: number): void {
    this.#database.run('DELETE FROM listening WHERE until_ms < ?', nowMs - KEPT_MS);
    const { lastId } = this.#database.run('INSERT INTO listening (from_ms, until_ms) VALUES (?, ?)', nowMs, nowMs);
    this.#run = { id: lastId, untilMs: nowMs };
  }

  goOn(nowMs: number): void {
    const sinceMs = nowMs - (this.#run?.untilMs ?? 0);
    if (this.#run === null || sinceMs < 0 || sinceMs > MOST_BETWEEN_MS) {
      this.begin(nowMs);
      return;
    }
    this.#database.run('UPDATE listening SET until_ms = ? WHERE id = ?', nowMs, this.#run.id);
    this.#run = { ...this.#run, untilMs: nowMs };
  }

  deafMs(sinceMs: number, nowMs: number): number {
    const sql = `SELECT ifnull(sum(min(until_ms, ?2) - max(from_ms, ?1)), 0) AS heard_ms
      FROM listening WHERE until_ms > ?1 AND from_ms < ?2`;
    const heardMs = this.#database.get(sql, sinceMs, nowMs)?.number('heard_ms') ?? 0;
    return Math.max(0, nowMs - sinceMs - heardMs);
  }
}
