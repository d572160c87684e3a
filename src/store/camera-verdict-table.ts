import { CAMERA_VERDICTS, type CameraVerdict } from '../domain/camera-verdict.ts';
import type {
  CameraVerdictLog,
  EventVerdicts,
  VerdictComparison,
  VerdictStatistics,
} from '../ports/camera-verdicts.ts';
import type { StatisticSpan } from '../ports/statistics.ts';
import type { SqliteDatabase } from '../runtime/sqlite-database.ts';
import { boundsOf, wholeUnits } from './whole-units.ts';

const DAY_MS = 24 * 60 * 60_000;
const EVENTS = 'SELECT camera_id, said, found, 1 FROM events WHERE started_at_ms BETWEEN ? AND ?';
/** A bit each in what was said and found. */
const BITS = CAMERA_VERDICTS.map((verdict, index) => `SELECT '${verdict}' AS verdict, ${2 ** index} AS bit`).join(
  ' UNION ALL ',
);

// A camera that never says anything has no verdict.
const COMPARED = `
  WITH counted AS MATERIALIZED (
    SELECT camera_id, said, found, sum(events) AS events FROM (
      SELECT camera_id, said, found, events FROM verdicts_by_day WHERE day BETWEEN ? AND ?
      UNION ALL ${EVENTS} UNION ALL ${EVENTS}
    ) GROUP BY camera_id, said, found)
  SELECT c.camera_id, b.verdict, sum(c.events * (c.said & b.bit > 0 AND c.found & b.bit > 0)) AS both_of,
    sum(c.events * (c.said & b.bit > 0 AND c.found & b.bit = 0)) AS camera_only,
    sum(c.events * (c.said & b.bit = 0 AND c.found & b.bit > 0)) AS ours_only
  FROM counted c JOIN (${BITS}) b ON (c.said | c.found) & b.bit > 0
  WHERE c.found >= 0 AND c.camera_id IN (SELECT camera_id FROM counted WHERE said > 0)
  GROUP BY c.camera_id, b.verdict ORDER BY c.camera_id, b.verdict`;

/** Cameras' own verdicts, in SQLite. */
export class CameraVerdictTable implements CameraVerdictLog, EventVerdicts, VerdictStatistics {
  readonly #database: SqliteDatabase;

  constructor(database: SqliteDatabase) {
    this.#database = database;
  }

  note(eventId: string, verdict: CameraVerdict, atMs: number): void {
    const sql = 'INSERT OR IGNORE INTO camera_verdicts (event_id, verdict, said_at_ms) VALUES (?, ?, ?)';
    this.#database.run(sql, eventId, verdict, Math.round(atMs));
  }

  ofEvent(eventId: string): CameraVerdict[] {
    const sql = 'SELECT verdict FROM camera_verdicts WHERE event_id = ? ORDER BY said_at_ms, verdict';
    return this.#database.all(sql, eventId).map((row) => toVerdict(row.text('verdict')));
  }

  compare(span: StatisticSpan): VerdictComparison[] {
    return this.#database.all(COMPARED, ...boundsOf(wholeUnits(span, DAY_MS))).map((row) => ({
      cameraId: row.number('camera_id'),
      verdict: toVerdict(row.text('verdict')),
      both: row.number('both_of'),
      cameraOnly: row.number('camera_only'),
      oursOnly: row.number('ours_only'),
    }));
  }
}

function toVerdict(value: string): CameraVerdict {
  const verdict = CAMERA_VERDICTS.find((known) => known === value);
  if (verdict === undefined) throw new TypeError(`Cannot read a camera's verdict: unknown "${value}".`);
  return verdict;
}
