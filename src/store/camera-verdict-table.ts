import { CAMERA_VERDICTS, type CameraVerdict, SHAPES_OF_VERDICT } from '../domain/camera-verdict.ts';
import type { CameraVerdictLog, VerdictComparison, VerdictStatistics } from '../ports/camera-verdicts.ts';
import type { StatisticSpan } from '../ports/statistics.ts';
import type { SqliteDatabase } from '../runtime/sqlite-database.ts';

const VERDICT_OF_SHAPE = Object.entries(SHAPES_OF_VERDICT).flatMap(([verdict, shapes]) =>
  shapes.map((shape) => ({ verdict, shape })),
);

// Of events that nobody has looked at, or that have no picture, nothing is known. A camera that never says anything has no verdict.
const COMPARED = `
  WITH looked AS (
    SELECT e.id, e.camera_id FROM events e WHERE e.started_at_ms BETWEEN ?1 AND ?2
      AND EXISTS (SELECT 1 FROM assets a WHERE a.event_id = e.id AND a.state = 'analysed')
      AND NOT EXISTS (SELECT 1 FROM assets a WHERE a.event_id = e.id AND a.state = 'waiting')),
  said AS (
    SELECT l.id, l.camera_id, v.verdict FROM looked l JOIN camera_verdicts v ON v.event_id = l.id),
  found AS (
    SELECT DISTINCT l.id, l.camera_id, m.value ->> 'verdict' AS verdict
    FROM looked l JOIN tracks t ON t.event_id = l.id JOIN json_each(?3) m ON m.value ->> 'shape' = t.shape
    WHERE t.suppressed = 0 AND l.camera_id IN (SELECT camera_id FROM said)),
  every AS (SELECT * FROM said UNION SELECT * FROM found)
  SELECT x.camera_id, x.verdict,
    sum(s.id IS NOT NULL AND f.id IS NOT NULL) AS both_of,
    sum(s.id IS NOT NULL AND f.id IS NULL) AS camera_only,
    sum(s.id IS NULL AND f.id IS NOT NULL) AS ours_only
  FROM every x
    LEFT JOIN said s ON s.id = x.id AND s.verdict = x.verdict
    LEFT JOIN found f ON f.id = x.id AND f.verdict = x.verdict
  GROUP BY x.camera_id, x.verdict ORDER BY x.camera_id, x.verdict`;

/** Cameras' own verdicts, in SQLite. */
export class CameraVerdictTable implements CameraVerdictLog, VerdictStatistics {
  readonly #database: SqliteDatabase;

  constructor(database: SqliteDatabase) {
    this.#database = database;
  }

  note(eventId: string, verdict: CameraVerdict, atMs: number): void {
    const sql = 'INSERT OR IGNORE INTO camera_verdicts (event_id, verdict, said_at_ms) VALUES (?, ?, ?)';
    this.#database.run(sql, eventId, verdict, Math.round(atMs));
  }

  compare({ fromMs, toMs }: StatisticSpan): VerdictComparison[] {
    return this.#database.all(COMPARED, fromMs, toMs, JSON.stringify(VERDICT_OF_SHAPE)).map((row) => ({
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
