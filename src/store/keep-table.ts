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

  keepEvent(eventId: string, keep: boolean): boolean {
    return this.#database.run('UPDATE events SET keep = ? WHERE id = ?', keep ? 1 : 0, eventId).changes > 0;
  }

  keepRecording(recordingId: number, keep: boolean): boolean {
    const sql = `UPDATE events SET keep = ? WHERE id IN (${OF_RECORDING})`;
    return this.#database.run(sql, keep ? 1 : 0, recordingId).changes > 0;
  }
}
