import { spansOfOneOffset } from '../domain/utc-offsets.ts';
import type { SightingCount, StatisticGroup, StatisticSpan, Statistics, StillShare } from '../ports/statistics.ts';
import type { SqliteDatabase } from '../runtime/sqlite-database.ts';
import { boundsOf, wholeUnits } from './whole-units.ts';

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;
const QUARTER_MS = 15 * 60_000;

type TimeGroup = Extract<StatisticGroup, 'hour' | 'day'>;

/** Of a row of tracks and of one of sightings_by_day. */
const KEYS: Readonly<Record<Exclude<StatisticGroup, TimeGroup>, readonly [ofTrack: string, ofDay: string]>> = {
  camera: ['camera_id', 'camera_id'],
  shape: ['shape', 'shape'],
  person: ['person_id', 'nullif(person_id, 0)'],
};

/** Counts of tracks: of whole units of time as they are kept, of what is left of a span along an index of tracks. */
export class StatisticsTable implements Statistics {
  readonly #database: SqliteDatabase;

  constructor(database: SqliteDatabase) {
    this.#database = database;
  }

  counts(by: StatisticGroup, span: StatisticSpan): SightingCount[] {
    if (by === 'hour' || by === 'day') return this.#countsByTime(by, span);
    const [ofTrack, ofDay] = KEYS[by];
    const tracks = `SELECT ${ofTrack}, suppressed = 0, suppressed FROM tracks WHERE seen_at_ms BETWEEN ? AND ?`;
    return this.#database
      .all(
        `SELECT CAST(key AS TEXT) AS key, sum(raised) AS raised, sum(suppressed) AS suppressed FROM (
           SELECT ${ofDay} AS key, raised, suppressed FROM sightings_by_day WHERE day BETWEEN ? AND ?
           UNION ALL ${tracks} UNION ALL ${tracks}
         ) WHERE key IS NOT NULL GROUP BY key ORDER BY 1`,
        ...boundsOf(wholeUnits(span, DAY_MS)),
      )
      .map((row) => ({ key: row.text('key'), raised: row.number('raised'), suppressed: row.number('suppressed') }));
  }

  stillShares(span: StatisticSpan, leastSightings: number): StillShare[] {
    const tracks = 'SELECT camera_id, shape, 1, stationary FROM tracks WHERE seen_at_ms BETWEEN ? AND ?';
    return this.#database
      .all(
        `SELECT camera_id, shape, sum(sightings) AS sightings, sum(still) AS still FROM (
           SELECT camera_id, shape, raised + suppressed AS sightings, still FROM sightings_by_day WHERE day BETWEEN ? AND ?
           UNION ALL ${tracks} UNION ALL ${tracks}
         ) GROUP BY camera_id, shape HAVING sum(sightings) >= ? ORDER BY still DESC`,
        ...boundsOf(wholeUnits(span, DAY_MS)),
        leastSightings,
      )
      .map((row) => ({
        cameraId: row.number('camera_id'),
        shape: row.text('shape'),
        sightings: row.number('sightings'),
        stoodStill: row.number('still'),
      }));
  }

  /** SQLite's own conversion to local time costs more than the counting: each stretch of one offset is plain arithmetic. */
  #countsByTime(by: TimeGroup, span: StatisticSpan): SightingCount[] {
    const counts = new Map<string, SightingCount>();
    for (const { offsetMs, ...stretch } of spansOfOneOffset(this.#withinHistory(span))) {
      for (const { key, raised, suppressed } of this.#ofOneOffset(by, stretch, offsetMs)) {
        const before = counts.get(key);
        counts.set(key, {
          key,
          raised: raised + (before?.raised ?? 0),
          suppressed: suppressed + (before?.suppressed ?? 0),
        });
      }
    }
    return [...counts.values()].toSorted((a, b) => (a.key < b.key ? -1 : 1));
  }

  #ofOneOffset(by: TimeGroup, stretch: StatisticSpan, offsetMs: number): SightingCount[] {
    const unitMs = by === 'hour' ? HOUR_MS : DAY_MS;
    const unit = `(local_ms / ${unitMs})${by === 'hour' ? ' % 24' : ''}`;
    const tracks = `SELECT seen_at_ms + ${offsetMs}, suppressed = 0, suppressed FROM tracks WHERE seen_at_ms BETWEEN ? AND ?`;
    return this.#database
      .all(
        `SELECT ${unit} AS unit, sum(raised) AS raised, sum(suppressed) AS suppressed FROM (
           SELECT quarter * ${QUARTER_MS} + ${offsetMs} AS local_ms, raised, suppressed FROM sightings_by_quarter
             WHERE quarter BETWEEN ? AND ?
           UNION ALL ${tracks} UNION ALL ${tracks}
         ) GROUP BY 1`,
        ...boundsOf(wholeUnits(stretch, QUARTER_MS)),
      )
      .map((row) => ({
        key: keyOf(by, row.number('unit')),
        raised: row.number('raised'),
        suppressed: row.number('suppressed'),
      }));
  }

  /** Where there is nothing, no clock is looked at. */
  #withinHistory({ fromMs, toMs }: StatisticSpan): StatisticSpan {
    const row = this.#database.get('SELECT min(quarter) AS first, max(quarter) AS last FROM sightings_by_quarter');
    const [first, last] = [row?.numberOrNull('first') ?? 0, row?.numberOrNull('last') ?? -1];
    return { fromMs: Math.max(fromMs, first * QUARTER_MS), toMs: Math.min(toMs, (last + 1) * QUARTER_MS - 1) };
  }
}

function keyOf(by: TimeGroup, unit: number): string {
  return by === 'hour' ? String(unit).padStart(2, '0') : new Date(unit * DAY_MS).toISOString().slice(0, 10);
}
