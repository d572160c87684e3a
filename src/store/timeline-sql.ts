import type { TimelineFilter } from '../ports/history.ts';
import type { SqlValue } from '../runtime/sqlite-row.ts';
import { whoSql } from './who-sql.ts';

/** The query over events, newest first, as TimelineFilter asks. */
export function timelineSql(filter: TimelineFilter): { readonly sql: string; readonly values: readonly SqlValue[] } {
  const conditions: string[] = [];
  const values: SqlValue[] = [];
  const where = (condition: string, ...given: (SqlValue | null)[]) => {
    const known = given.filter((value) => value !== null);
    if (known.length < given.length) return;
    conditions.push(condition);
    values.push(...known);
  };
  where('camera_id = ?', filter.cameraId);
  where('started_at_ms >= ?', filter.fromMs);
  where('started_at_ms <= ?', filter.toMs);
  where('(started_at_ms, id) < (?, ?)', filter.before?.startedAtMs ?? null, filter.before?.id ?? null);
  const raised = 'SELECT 1 FROM tracks WHERE event_id = events.id AND suppressed = 0';
  where(`EXISTS (${raised} AND shape = ?)`, filter.shape);
  if (filter.who !== null) {
    const { sql, values: given } = whoSql(filter.who);
    where(sql, ...given);
  }
  if (filter.onlyRaised && filter.shape === null && filter.who === null) where(`EXISTS (${raised})`);
  const range = conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : '';
  return {
    sql: `SELECT * FROM events ${range} ORDER BY started_at_ms DESC, id DESC LIMIT ?`,
    values: [...values, filter.limit],
  };
}
