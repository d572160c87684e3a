import type { Announcement } from '../ports/history.ts';
import type { SqliteDatabase } from '../runtime/sqlite-database.ts';

/** The SQL of announcements: one an event at most. */
export class AnnouncementTable {
  readonly #database: SqliteDatabase;

  constructor(database: SqliteDatabase) {
    this.#database = database;
  }

  /** Does nothing when the event has one, taken or not. */
  open(eventId: string, nowMs: number): void {
    const sql = 'INSERT INTO announcements (event_id, created_at_ms) VALUES (?, ?) ON CONFLICT (event_id) DO NOTHING';
    this.#database.run(sql, eventId, nowMs);
  }

  /** Marks all that are open as taken, and answers those that are not too old to be told, oldest first. */
  take(notBeforeMs: number): Announcement[] {
    const open = 'SELECT id, event_id, created_at_ms FROM announcements WHERE taken = 0 ORDER BY id';
    if (this.#database.all(open).length === 0) return [];
    // Durable, as otherwise a power loss right after sending would bring them back.
    const taken = this.#database.inTransaction(
      () => {
        const rows = this.#database.all(open);
        this.#database.run('UPDATE announcements SET taken = 1 WHERE taken = 0');
        return rows;
      },
      { durable: true },
    );
    return taken
      .map((row) => ({
        id: row.number('id'),
        eventId: row.text('event_id'),
        createdAtMs: row.number('created_at_ms'),
      }))
      .filter((announcement) => announcement.createdAtMs >= notBeforeMs);
  }
}
