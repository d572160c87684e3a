import type { MediaPath } from '../domain/media-path.ts';
import type { LatestSightings, PastSightings, Sighting, SightingSpan } from '../ports/sightings.ts';
import type { SqliteDatabase } from '../runtime/sqlite-database.ts';
import type { SqliteRow, SqlValue } from '../runtime/sqlite-row.ts';

// Positions are left out: they are most of a row.
const COLUMNS = `camera_id, recording_id, shape, confidence, best_frame, start_x, start_y, end_x, end_y, snapshot,
  seen_at_ms`;

/** Tracks as those ask for them who think in shapes; each query runs along an index. */
export class SightingTable implements LatestSightings, PastSightings {
  readonly #database: SqliteDatabase;

  constructor(database: SqliteDatabase) {
    this.#database = database;
  }

  latest(cameraId: number | null, shape: string | null, foundAfterMs: number): Sighting | null {
    const { sql, values } = where([
      ['suppressed = 0 AND found_at_ms > ?', foundAfterMs],
      ['shape = ?', shape],
      ['camera_id = ?', cameraId],
    ]);
    const query = `SELECT ${COLUMNS} FROM tracks ${sql} ORDER BY found_at_ms DESC, id DESC LIMIT 1`;
    const row = this.#database.get(query, ...values);
    return row && toSighting(row);
  }

  pictures(shape: string | null, limit: number): MediaPath[] {
    const { sql, values } = where([
      ['suppressed = 0 AND snapshot IS NOT NULL', undefined],
      ['shape = ?', shape],
    ]);
    const query = `SELECT snapshot FROM tracks ${sql} ORDER BY found_at_ms DESC, id DESC LIMIT ?`;
    return this.#database.all(query, ...values, limit).map((row) => row.text('snapshot'));
  }

  async ofRecording(recordingId: number): Promise<Sighting[]> {
    const query = `SELECT ${COLUMNS} FROM tracks WHERE recording_id = ? ORDER BY best_frame, confidence DESC, id`;
    return this.#database.all(query, recordingId).map(toSighting);
  }

  async inClips(span: SightingSpan, limit: number): Promise<Sighting[]> {
    const { sql, values } = inSpan(span);
    const query = `SELECT ${COLUMNS} FROM tracks ${sql} ORDER BY seen_at_ms DESC LIMIT ?`;
    return this.#database
      .all(query, ...values, limit)
      .map(toSighting)
      .toReversed();
  }

  async recordingIds(span: SightingSpan): Promise<number[]> {
    const { sql, values } = inSpan(span);
    const query = `SELECT DISTINCT recording_id FROM tracks ${sql} ORDER BY recording_id`;
    return this.#database.all(query, ...values).map((row) => row.number('recording_id'));
  }
}

function inSpan({ shape, fromMs, toMs }: SightingSpan) {
  return where([
    ['recording_id IS NOT NULL', undefined],
    ['seen_at_ms >= ?', fromMs],
    ['seen_at_ms <= ?', toMs],
    ['shape = ?', shape],
  ]);
}

/** Conditions whose value is null are left out. */
function where(conditions: readonly (readonly [string, SqlValue | undefined])[]) {
  const wanted = conditions.filter(([, value]) => value !== null);
  const values = wanted.flatMap(([, value]) => (value === undefined ? [] : [value]));
  return { sql: `WHERE ${wanted.map(([condition]) => condition).join(' AND ')}`, values };
}

function toSighting(row: SqliteRow): Sighting {
  return {
    cameraId: row.number('camera_id'),
    cameraName: null,
    recordingId: row.numberOrNull('recording_id'),
    shape: row.text('shape'),
    confidence: row.number('confidence'),
    frameNumber: row.number('best_frame'),
    box: {
      startX: row.number('start_x'),
      startY: row.number('start_y'),
      endX: row.number('end_x'),
      endY: row.number('end_y'),
    },
    snapshot: row.textOrNull('snapshot'),
    seenAtMs: row.number('seen_at_ms'),
  };
}
