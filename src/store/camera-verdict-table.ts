import { CAMERA_VERDICTS, type CameraVerdict, SHAPES_OF_VERDICT } from '../domain/camera-verdict.ts';
import type { CameraVerdictLog, VerdictComparison, VerdictStatistics } from '../ports/camera-verdicts.ts';
import type { StatisticSpan } from '../ports/statistics.ts';
import type { SqliteDatabase } from '../runtime/sqlite-database.ts';

/** A bit each, so that an event is looked at once. */
const BITS = CAMERA_VERDICTS.map((verdict, index) => ({ verdict, bit: 2 ** index }));
const BIT_OF_VERDICT = BITS.map(({ verdict, bit }) => `WHEN '${verdict}' THEN ${bit}`).join(' ');
const BITS_FOUND = BITS.map(({ verdict, bit }) => {
  const shapes = SHAPES_OF_VERDICT[verdict].map((shape) => `'${shape}'`).join(', ');
  return `${bit} * max(t.shape IN (${shapes}))`;
}).join(' + ');
const EACH_BIT = BITS.map(({ verdict, bit }) => `SELECT '${verdict}' AS verdict, ${bit} AS bit`).join(' UNION ALL ');

// A camera that never says anything has no verdict. Of an event in which nothing was found it matters whether anybody has looked.
const COMPARED = `
  WITH talking AS MATERIALIZED (
    SELECT DISTINCT e.camera_id FROM camera_verdicts v JOIN events e ON e.id = v.event_id
    WHERE e.started_at_ms BETWEEN ?1 AND ?2),
  compared AS MATERIALIZED (
    SELECT e.id, e.camera_id,
      (SELECT ifnull(sum(CASE v.verdict ${BIT_OF_VERDICT} END), 0) FROM camera_verdicts v WHERE v.event_id = e.id) AS said,
      (SELECT ${BITS_FOUND} FROM tracks t WHERE t.event_id = e.id AND t.suppressed = 0) AS found
    FROM events e WHERE e.camera_id IN (SELECT camera_id FROM talking) AND e.started_at_ms BETWEEN ?1 AND ?2)
  SELECT c.camera_id, b.verdict, sum(c.said & b.bit > 0 AND ifnull(c.found, 0) & b.bit > 0) AS both_of,
    sum(c.said & b.bit > 0 AND ifnull(c.found, 0) & b.bit = 0) AS camera_only,
    sum(c.said & b.bit = 0 AND ifnull(c.found, 0) & b.bit > 0) AS ours_only
  FROM compared c JOIN (${EACH_BIT}) b ON (c.said | ifnull(c.found, 0)) & b.bit > 0
  WHERE c.found IS NOT NULL OR (
    EXISTS (SELECT 1 FROM assets a WHERE a.event_id = c.id AND a.state = 'analysed')
    AND NOT EXISTS (SELECT 1 FROM assets a WHERE a.event_id = c.id AND a.state = 'waiting'))
  GROUP BY c.camera_id, b.verdict ORDER BY c.camera_id, b.verdict`;

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
    return this.#database.all(COMPARED, fromMs, toMs).map((row) => ({
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
