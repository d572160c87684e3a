import type { KeepMarks } from '../ports/keep-marks.ts';
import type { SqliteDatabase } from '../runtime/sqlite-database.ts';

const OF_RECORDING =
  'SELECT event_id FROM assets WHERE file IN (SELECT file FROM recordings WHERE id = ?) AND event_id IS NOT NULL';

/** Marks of what is to be kept, in SQLite. */
export class KeepTable implements KeepMarks {
  readonly #database: SqliteDatabase;

  constructor(database: SqliteDatabase) {
    this.#database = database;
  }

  keepEvent(eventId: string, keep: boolean): string | null {
    return this.#mark('?', eventId, keep);
  }

  keepRecording(recordingId: number, keep: boolean): string | null {
    return this.#mark(OF_RECORDING, recordingId, keep);
  }

  #mark(which: string, id: string | number, keep: boolean): string | null {
    const sql = `UPDATE events SET keep = ? WHERE id IN (${which}) RETURNING id`;
    return this.#database.get(sql, keep ? 1 : 0, id)?.text('id') ?? null;
  }
}
