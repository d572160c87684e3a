import type { MediaPath } from '../domain/media-path.ts';
import type { MediaMarks } from '../ports/retention.ts';
import type { SqliteDatabase } from '../runtime/sqlite-database.ts';

/** Which folder history's files are in. */
export class MediaMarkTable implements MediaMarks {
  readonly #database: SqliteDatabase;

  constructor(database: SqliteDatabase) {
    this.#database = database;
  }

  mark(): string | null {
    return this.#database.get('SELECT mark FROM media_mark')?.text('mark') ?? null;
  }

  note(mark: string): void {
    this.#database.run('INSERT OR REPLACE INTO media_mark SELECT 1, ?, ifnull(max(id), 0) FROM assets', mark);
  }

  someFiles(limit: number): MediaPath[] {
    const rows = this.#database.all(
      `WITH RECURSIVE span(first, last) AS (
         SELECT min(id), ifnull((SELECT last_asset_id FROM media_mark), max(id)) FROM assets),
       step(n, id) AS (
         SELECT 0, first FROM span
         UNION ALL SELECT n + 1, (SELECT first + (last - first) * (n + 1) / (?1 - 1) FROM span) FROM step WHERE n + 1 < ?1)
       SELECT DISTINCT (SELECT a.file FROM assets a WHERE a.id >= step.id ORDER BY a.id LIMIT 1) AS file
       FROM step, span WHERE step.id <= span.last`,
      limit,
    );
    return rows.flatMap((row) => row.textOrNull('file') ?? []);
  }
}
