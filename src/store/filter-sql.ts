import type { EventFilter } from '../ports/history.ts';
import type { SqlValue } from '../runtime/sqlite-row.ts';
import { whoSql } from './who-sql.ts';

/** The end of a query over rows with `camera_id`, `started_at_ms` and `id`, as EventFilter asks. */
export function filterSql(filter: EventFilter): { readonly sql: string; readonly values: readonly SqlValue[] } {
  const conditions: string[] = [];
  const values: SqlValue[] = [];
  const where = (condition: string, value: number | undefined) => {
    if (value === undefined) return;
    conditions.push(condition);
    values.push(value);
  };
  where('camera_id = ?', filter.cameraId);
  where('started_at_ms >= ?', filter.fromMs);
  where('started_at_ms <= ?', filter.toMs);
  if (filter.who !== undefined) {
    const who = whoSql(filter.who);
    conditions.push(who.sql);
    values.push(...who.values);
  }
  const direction = filter.limit === undefined ? 'ASC' : 'DESC';
  const range = conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : '';
  return {
    sql: `${range} ORDER BY started_at_ms ${direction}, id ${direction} LIMIT ? OFFSET ?`,
    // SQLite takes a negative limit for none.
    values: [...values, filter.limit ?? -1, filter.offset ?? 0],
  };
}
