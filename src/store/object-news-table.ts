import type { EventChange, ObjectNews } from '../ports/history.ts';
import type { SqliteDatabase } from '../runtime/sqlite-database.ts';
import type { SqliteRow } from '../runtime/sqlite-row.ts';

const KINDS = ['recognised', 'left_behind', 'taken_away'] as const;

export interface NewObjectNews extends Omit<ObjectNews, 'id'> {
  /** Of the event and kind, so that it is told once. */
  readonly what: string;
  /** False: it is kept, and nobody is told. */
  readonly isNews: boolean;
}

/** The SQL of what is told of objects. */
export class ObjectNewsTable {
  readonly #database: SqliteDatabase;

  constructor(database: SqliteDatabase) {
    this.#database = database;
  }

  /** Does nothing when it is there already, taken or not. */
  open(news: NewObjectNews): void {
    this.#database.run(
      `INSERT INTO object_news (event_id, kind, what, shape, name, similarity, snapshot, created_at_ms, taken)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (event_id, kind, what) DO NOTHING`,
      news.eventId,
      news.kind,
      news.what,
      news.shape,
      news.name,
      news.similarity,
      news.snapshot,
      Math.round(news.createdAtMs),
      news.isNews ? 0 : 1,
    );
  }

  /** Marks all that are open as taken, and answers those that are not too old to be told, oldest first. */
  take(notBeforeMs: number): ObjectNews[] {
    const open = 'SELECT * FROM object_news WHERE taken = 0 ORDER BY id';
    if (this.#database.all(open).length === 0) return [];
    // Durable, as otherwise a power loss right after sending would bring them back.
    const taken = this.#database.inTransaction(
      () => {
        const rows = this.#database.all(open);
        this.#database.run('UPDATE object_news SET taken = 1 WHERE taken = 0');
        return rows;
      },
      { durable: true },
    );
    return taken.flatMap(toNews).filter(({ createdAtMs }) => createdAtMs >= notBeforeMs);
  }

  /** What changed in the scenes of these events. */
  changesOf(eventIds: readonly string[]): (EventChange & { readonly eventId: string })[] {
    return this.#database
      .all(
        `SELECT * FROM object_news WHERE kind <> 'recognised' AND event_id IN (SELECT value FROM json_each(?))
         ORDER BY id`,
        JSON.stringify(eventIds),
      )
      .flatMap(toNews)
      .flatMap(({ eventId, kind, shape, name, snapshot }) =>
        kind === 'recognised' ? [] : { eventId, kind, shape, name, snapshot },
      );
  }
}

function toNews(row: SqliteRow): ObjectNews[] {
  const kind = KINDS.find((one) => one === row.text('kind'));
  if (!kind) return [];
  return [
    {
      id: row.number('id'),
      eventId: row.text('event_id'),
      kind,
      shape: row.text('shape'),
      name: row.textOrNull('name'),
      similarity: row.numberOrNull('similarity'),
      snapshot: row.textOrNull('snapshot'),
      createdAtMs: row.number('created_at_ms'),
    },
  ];
}
