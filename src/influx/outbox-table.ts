import type { SqliteDatabase } from '../runtime/sqlite-database.ts';

/** A week of a busy house with InfluxDB away: some 100 MB at most. */
const MAX_OUTBOX_ROWS = 200_000;

/** Points to be written, or a file whose points are to be forgotten. */
export type OutboxKind = 'points' | 'erasure';

export interface OutboxRow {
  readonly id: number;
  readonly kind: OutboxKind;
  readonly lines: readonly string[];
}

/** What InfluxDB has not taken yet, in SQLite: it outlives restarts. */
export class OutboxTable {
  readonly #database: SqliteDatabase;
  readonly #maxRows: number;

  constructor(database: SqliteDatabase, maxRows = MAX_OUTBOX_ROWS) {
    this.#database = database;
    this.#maxRows = maxRows;
  }

  /** Answers how many of the oldest had to go for it. */
  put(subject: string | null, lines: readonly string[], nowMs: number, kind: OutboxKind = 'points'): number {
    if (lines.length === 0) return 0;
    return this.#database.inTransaction(() => {
      this.#database.run(
        'INSERT OR REPLACE INTO influx_outbox (subject, lines, created_at_ms, kind) VALUES (?, ?, ?, ?)',
        subject,
        lines.join('\n'),
        Math.round(nowMs),
        kind,
      );
      return this.#database.run(
        'DELETE FROM influx_outbox WHERE id <= (SELECT id FROM influx_outbox ORDER BY id DESC LIMIT 1 OFFSET ?)',
        this.#maxRows,
      ).changes;
    });
  }

  /** Of one kind, as far as they follow one another. */
  oldest(limit: number): OutboxRow[] {
    const rows = this.#database
      .all('SELECT id, lines, kind FROM influx_outbox ORDER BY id LIMIT ?', limit)
      .map((row) => {
        const kind: OutboxKind = row.text('kind') === 'erasure' ? 'erasure' : 'points';
        return { id: row.number('id'), lines: row.text('lines').split('\n'), kind };
      });
    const other = rows.findIndex(({ kind }) => kind !== rows[0]?.kind);
    return other < 0 ? rows : rows.slice(0, other);
  }

  remove(ids: readonly number[]): void {
    this.#database.run('DELETE FROM influx_outbox WHERE id IN (SELECT value FROM json_each(?))', JSON.stringify(ids));
  }

  count(): number {
    return this.#database.get('SELECT count(*) AS n FROM influx_outbox')?.number('n') ?? 0;
  }

  /** The last file of the archive that was put in for this target; null when it has never been connected. */
  backfilledTo(target: string): number | null {
    const row = this.#database.get('SELECT asset_id FROM influx_backfills WHERE target = ?', target);
    return row?.number('asset_id') ?? null;
  }

  setBackfilledTo(target: string, assetId: number): void {
    this.#database.run('INSERT OR REPLACE INTO influx_backfills (target, asset_id) VALUES (?, ?)', target, assetId);
  }
}
