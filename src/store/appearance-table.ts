import type { Appearance } from '../domain/appearance.ts';
import type { ObjectVerdict } from '../domain/object-verdict.ts';
import { type ComparedTrack, SEEN_BEFORE_MS, type SeenBefore } from '../domain/seen-before.ts';
import type { JudgedObject } from '../ports/object-store.ts';
import type { SqliteDatabase } from '../runtime/sqlite-database.ts';
import { embeddingFromBytes, embeddingToBytes } from './embedding-bytes.ts';
import { seenBeforeToJson, verdictFromJson, verdictToJson } from './object-json.ts';

/** More than a busy camera sees in a day is not looked through. */
const MAX_EARLIER = 2_000;

interface Place {
  readonly cameraId: number;
  readonly eventId: string;
  readonly takenAtMs: number;
}

/** The SQL of what tracks look like, and of what was made of it. */
export class AppearanceTable {
  readonly #database: SqliteDatabase;

  constructor(database: SqliteDatabase) {
    this.#database = database;
  }

  set(trackId: number, appearance: Appearance, verdict: ObjectVerdict, seen: SeenBefore | null): void {
    this.#database.run(
      'UPDATE tracks SET appearance = ?, object = ?, seen_before = ? WHERE id = ?',
      embeddingToBytes(Array.from(appearance)),
      verdictToJson(verdict),
      seen && seenBeforeToJson(seen),
      trackId,
    );
  }

  setVerdict(trackId: number, verdict: ObjectVerdict | null): void {
    this.#database.run('UPDATE tracks SET object = ? WHERE id = ?', verdict && verdictToJson(verdict), trackId);
  }

  ofSnapshot(snapshot: string): Appearance | null {
    const sql = 'SELECT appearance FROM tracks WHERE snapshot = ? AND appearance IS NOT NULL';
    return embeddingFromBytes(this.#database.get(sql, snapshot)?.bytesOrNull('appearance') ?? null);
  }

  of(trackId: number): { shape: string; snapshot: string | null; appearance: Appearance | null } | null {
    const row = this.#database.get('SELECT shape, snapshot, appearance FROM tracks WHERE id = ?', trackId);
    if (!row) return null;
    const appearance = embeddingFromBytes(row.bytesOrNull('appearance'));
    return { shape: row.text('shape'), snapshot: row.textOrNull('snapshot'), appearance };
  }

  /** Of the same camera, within a day before, of other events; newest first. */
  earlier({ cameraId, eventId, takenAtMs }: Place): ComparedTrack[] {
    const rows = this.#database.all(
      `SELECT t.event_id, t.seen_at_ms, t.shape, t.appearance, t.start_x, t.start_y, t.end_x, t.end_y, a.width, a.height
       FROM tracks t JOIN assets a ON a.id = t.asset_id
       WHERE t.appearance IS NOT NULL AND t.camera_id = ? AND t.seen_at_ms BETWEEN ? AND ? AND t.event_id <> ?
       ORDER BY t.seen_at_ms DESC LIMIT ${MAX_EARLIER}`,
      cameraId,
      Math.round(takenAtMs - SEEN_BEFORE_MS),
      Math.round(takenAtMs),
      eventId,
    );
    return rows.flatMap((row) => {
      const appearance = embeddingFromBytes(row.bytesOrNull('appearance'));
      if (!appearance) return [];
      return {
        eventId: row.text('event_id'),
        seenAtMs: row.number('seen_at_ms'),
        shape: row.text('shape'),
        appearance,
        box: {
          startX: row.number('start_x'),
          startY: row.number('start_y'),
          endX: row.number('end_x'),
          endY: row.number('end_y'),
        },
        frame: { width: row.number('width'), height: row.number('height') },
      };
    });
  }

  below(trackId: number | null, limit: number): JudgedObject[] {
    const rows = this.#database.all(
      `SELECT id, event_id, shape, appearance, object FROM tracks
       WHERE appearance IS NOT NULL AND id < ? ORDER BY id DESC LIMIT ?`,
      trackId ?? Number.MAX_SAFE_INTEGER,
      limit,
    );
    return rows.flatMap((row) => {
      const appearance = embeddingFromBytes(row.bytesOrNull('appearance'));
      const object = row.textOrNull('object');
      const verdict = object === null ? null : verdictFromJson(object);
      const trackId = row.number('id');
      return appearance
        ? { trackId, eventId: row.text('event_id'), shape: row.text('shape'), appearance, verdict }
        : [];
    });
  }
}
