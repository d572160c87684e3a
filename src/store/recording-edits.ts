import type { MediaPath } from '../domain/media-path.ts';
import type { RecordingEditor, RecordingFields } from '../ports/recording-editor.ts';
import type { SqliteDatabase } from '../runtime/sqlite-database.ts';

/** The SQL of recordings that callers write. */
export class RecordingEdits implements RecordingEditor {
  readonly #database: SqliteDatabase;

  constructor(database: SqliteDatabase) {
    this.#database = database;
  }

  idOf(file: MediaPath): number | null {
    return this.#database.get('SELECT id FROM recordings WHERE file = ?', file)?.number('id') ?? null;
  }

  create(fields: RecordingFields): number {
    const sql = `INSERT INTO recordings (camera_id, started_at_ms, file, camera_snapshot,
      told_duration_ms, told_frame_count, told_resolution, told_analysed) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`;
    return this.#database.run(sql, ...columns(fields)).lastId;
  }

  createAll(rows: readonly RecordingFields[]): readonly number[] {
    return this.#database.inTransaction(() => rows.map((fields) => this.create(fields)));
  }

  replace(id: number, fields: RecordingFields): void {
    const sql = `UPDATE recordings SET camera_id = ?, started_at_ms = ?, file = ?, camera_snapshot = ?,
      told_duration_ms = ?, told_frame_count = ?, told_resolution = ?, told_analysed = ? WHERE id = ?`;
    this.#database.run(sql, ...columns(fields), id);
  }

  /** Its clip and tracks are its event's, and stay until the cleanup takes them. */
  remove(id: number): void {
    this.#database.run('DELETE FROM recordings WHERE id = ?', id);
  }
}

function columns({ cameraId, startedAtMs, file, snapshot, told }: RecordingFields) {
  const { durationMs, frameCount, resolution, analysed } = told;
  return [cameraId, startedAtMs, file, snapshot, durationMs, frameCount, resolution, analysed ? 1 : 0] as const;
}
