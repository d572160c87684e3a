import type { ZoneName } from '../domain/zone.ts';
import type { Announcement } from '../ports/history.ts';
import type { SqliteDatabase } from '../runtime/sqlite-database.ts';

/** The SQL of announcements: one an event at most, and one for each zone of an event. */
export class AnnouncementTable {
  readonly #database: SqliteDatabase;

  constructor(database: SqliteDatabase) {
    this.#database = database;
  }

  /** Of the event, or of a zone in it. Does nothing when there is one, taken or not. */
  open(eventId: string, zone: ZoneName | null, nowMs: number): void {
    this.#database.run(
      `INSERT INTO announcements (event_id, zone_uuid, zone_name, created_at_ms) VALUES (?, ?, ?, ?)
       ON CONFLICT (event_id, zone_uuid) DO NOTHING`,
      eventId,
      zone?.uuid ?? '',
      zone?.name ?? '',
      nowMs,
    );
  }

  /** Marks all that are open as taken, and answers those that are not too old to be told, oldest first. */
  take(notBeforeMs: number): Announcement[] {
    const open =
      'SELECT id, event_id, zone_uuid, zone_name, created_at_ms FROM announcements WHERE taken = 0 ORDER BY id';
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
        zone: row.text('zone_uuid') === '' ? null : { uuid: row.text('zone_uuid'), name: row.text('zone_name') },
        createdAtMs: row.number('created_at_ms'),
      }))
      .filter((announcement) => announcement.createdAtMs >= notBeforeMs);
  }
}
