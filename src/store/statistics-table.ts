import type { SightingCount, StatisticGroup, StatisticSpan, Statistics, StillShare } from '../ports/statistics.ts';
import type { SqliteDatabase } from '../runtime/sqlite-database.ts';

const KEYS: Readonly<Record<StatisticGroup, string>> = {
  camera: 'CAST(camera_id AS TEXT)',
  shape: 'shape',
  person: 'CAST(person_id AS TEXT)',
  hour: "strftime('%H', seen_at_ms / 1000, 'unixepoch', 'localtime')",
  day: "strftime('%Y-%m-%d', seen_at_ms / 1000, 'unixepoch', 'localtime')",
};

/** Counts of tracks, along an index that holds all that they need. */
export class StatisticsTable implements Statistics {
  readonly #database: SqliteDatabase;

  constructor(database: SqliteDatabase) {
    this.#database = database;
  }

  counts(by: StatisticGroup, { fromMs, toMs }: StatisticSpan): SightingCount[] {
    const known = by === 'person' ? 'AND person_id IS NOT NULL' : '';
    return this.#database
      .all(
        `SELECT ${KEYS[by]} AS key, sum(suppressed = 0) AS raised, sum(suppressed = 1) AS suppressed
         FROM tracks WHERE seen_at_ms BETWEEN ? AND ? ${known} GROUP BY 1 ORDER BY 1`,
        fromMs,
        toMs,
      )
      .map((row) => ({
        key: row.text('key'),
        raised: row.number('raised'),
        suppressed: row.number('suppressed'),
      }));
  }

  stillShares({ fromMs, toMs }: StatisticSpan, leastSightings: number): StillShare[] {
    return this.#database
      .all(
        `SELECT camera_id, shape, count(*) AS sightings, sum(stationary) AS still
         FROM tracks WHERE seen_at_ms BETWEEN ? AND ? GROUP BY camera_id, shape HAVING count(*) >= ?
         ORDER BY still DESC`,
        fromMs,
        toMs,
        leastSightings,
      )
      .map((row) => ({
        cameraId: row.number('camera_id'),
        shape: row.text('shape'),
        sightings: row.number('sightings'),
        stoodStill: row.number('still'),
      }));
  }
}
