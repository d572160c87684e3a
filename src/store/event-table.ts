import { randomBytes } from 'node:crypto';
import { chooseEvent, EVENT_WINDOW_MS, type TimeSpan } from '../domain/event-window.ts';
import type { CameraEvent, EventFilter, TimelineFilter } from '../ports/history.ts';
import type { SqliteDatabase } from '../runtime/sqlite-database.ts';
import type { SqliteRow } from '../runtime/sqlite-row.ts';
import { filterSql } from './filter-sql.ts';
import { timelineSql } from './timeline-sql.ts';

/** Events begin at least this many windows apart on average: more candidates than one span can be near to. */
const CANDIDATES = 16;

/** The SQL of events. */
export class EventTable {
  readonly #database: SqliteDatabase;

  constructor(database: SqliteDatabase) {
    this.#database = database;
  }

  /** Joins the event that the span belongs to, or opens one; answers its id. */
  joinOrOpen(cameraId: number, span: TimeSpan): string {
    const near = this.#database
      .all(
        `SELECT * FROM events WHERE camera_id = ? AND started_at_ms <= ? ORDER BY started_at_ms DESC LIMIT ${CANDIDATES}`,
        cameraId,
        span.endMs + EVENT_WINDOW_MS,
      )
      .map((row) => ({ id: row.text('id'), startMs: row.number('started_at_ms'), endMs: row.number('ended_at_ms') }));
    const choice = chooseEvent(span, near);
    if (choice.id === null) return this.#open(cameraId, choice);
    this.#database.run(
      'UPDATE events SET started_at_ms = ?, ended_at_ms = ? WHERE id = ?',
      choice.startMs,
      choice.endMs,
      choice.id,
    );
    return choice.id;
  }

  /** The clip turned out to last until then. */
  extend(id: string, endedAtMs: number): void {
    this.#database.run('UPDATE events SET ended_at_ms = max(ended_at_ms, ?) WHERE id = ?', Math.round(endedAtMs), id);
  }

  byId(id: string): CameraEvent | null {
    const row = this.#database.get('SELECT * FROM events WHERE id = ?', id);
    return row && toEvent(row);
  }

  find(filter: EventFilter): CameraEvent[] {
    const { sql, values } = filterSql(filter);
    return this.#database.all(`SELECT * FROM events ${sql}`, ...values).map(toEvent);
  }

  timeline(filter: TimelineFilter): CameraEvent[] {
    const { sql, values } = timelineSql(filter);
    return this.#database.all(sql, ...values).map(toEvent);
  }

  #open(cameraId: number, span: TimeSpan): string {
    // In order of time, so that new rows lie together; random, so that a database begun anew repeats no id.
    const id = `${Math.round(span.startMs).toString(36)}-${randomBytes(5).toString('hex')}`;
    this.#database.run(
      'INSERT INTO events (id, camera_id, started_at_ms, ended_at_ms) VALUES (?, ?, ?, ?)',
      id,
      cameraId,
      span.startMs,
      span.endMs,
    );
    return id;
  }
}

function toEvent(row: SqliteRow): CameraEvent {
  return {
    id: row.text('id'),
    cameraId: row.number('camera_id'),
    startedAtMs: row.number('started_at_ms'),
    endedAtMs: row.number('ended_at_ms'),
    keep: row.flag('keep'),
  };
}
