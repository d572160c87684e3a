import { identityKey } from '../domain/identity.ts';
import type { FaceAnnouncement } from '../ports/history.ts';
import type { SqliteDatabase } from '../runtime/sqlite-database.ts';
import { identityFromJson, identityToJson } from './identity-json.ts';

/** The SQL of the news of who was in an event: one an event and person at most. */
export class FaceAnnouncementTable {
  readonly #database: SqliteDatabase;

  constructor(database: SqliteDatabase) {
    this.#database = database;
  }

  /** Does nothing when this person, or this stranger, was opened for the event already. */
  open({ eventId, identity, picture, createdAtMs }: Omit<FaceAnnouncement, 'id'>): void {
    this.#database.run(
      `INSERT INTO face_announcements (event_id, who, identity, picture, created_at_ms) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (event_id, who) DO NOTHING`,
      eventId,
      identityKey(identity),
      identityToJson(identity),
      picture,
      Math.round(createdAtMs),
    );
  }

  /** Marks all that are open as taken, and answers those that are not too old to be told, oldest first. */
  take(notBeforeMs: number): FaceAnnouncement[] {
    const open = 'SELECT * FROM face_announcements WHERE taken = 0 ORDER BY id';
    if (this.#database.all(open).length === 0) return [];
    // Durable, as otherwise a power loss right after sending would bring them back.
    const rows = this.#database.inTransaction(
      () => {
        const taken = this.#database.all(open);
        this.#database.run('UPDATE face_announcements SET taken = 1 WHERE taken = 0');
        return taken;
      },
      { durable: true },
    );
    return rows.flatMap((row) => {
      const identity = identityFromJson(row.text('identity'));
      if ((identity.kind !== 'known' && identity.kind !== 'unknown') || row.number('created_at_ms') < notBeforeMs)
        return [];
      return [
        {
          id: row.number('id'),
          eventId: row.text('event_id'),
          createdAtMs: row.number('created_at_ms'),
          identity,
          picture: row.textOrNull('picture'),
        },
      ];
    });
  }
}
