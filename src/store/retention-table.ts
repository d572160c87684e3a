import type { MediaPath } from '../domain/media-path.ts';
import type { RetentionUnit } from '../domain/retention.ts';
import type { MarkedAsset, RetentionCursor, RetentionStore, UnitChoice } from '../ports/retention.ts';
import type { SqliteDatabase } from '../runtime/sqlite-database.ts';
import type { SqliteRow } from '../runtime/sqlite-row.ts';

const UNASSIGNED = 'unassigned-';

// "Newest": nothing later of the same camera has files, so that it is the last that there is to look at.
const events = (ofCamera: string) => `
  SELECT e.id, e.camera_id, e.started_at_ms, e.ended_at_ms, NULL AS asset_id, e.keep, NOT EXISTS (
      SELECT 1 FROM events n WHERE n.camera_id = e.camera_id AND n.started_at_ms > e.started_at_ms
        AND EXISTS (SELECT 1 FROM assets a WHERE a.event_id = n.id)) AS newest
    FROM events e WHERE e.started_at_ms >= ?1 AND (e.started_at_ms > ?1 OR e.id > ?2)${ofCamera}
    ORDER BY e.started_at_ms, e.id LIMIT ?3`;

const ALONE = `
  SELECT '${UNASSIGNED}' || u.id AS id, NULL AS camera_id, u.taken_at_ms AS started_at_ms,
      max(u.taken_at_ms, u.received_at_ms) AS ended_at_ms, u.id AS asset_id, 0 AS keep, NOT EXISTS (
      SELECT 1 FROM assets n WHERE n.state = 'unassigned' AND n.taken_at_ms > u.taken_at_ms) AS newest
    FROM assets u WHERE u.state = 'unassigned' AND u.taken_at_ms >= ?1
      AND (u.taken_at_ms > ?1 OR '${UNASSIGNED}' || u.id > ?2)
      AND NOT EXISTS (SELECT 1 FROM removals r WHERE r.asset_id = u.id)
    ORDER BY u.taken_at_ms, '${UNASSIGNED}' || u.id LIMIT ?3`;

const ALL = `SELECT * FROM (${events('')}) UNION ALL SELECT * FROM (${ALONE}) ORDER BY started_at_ms, id LIMIT ?3`;
const OF_CAMERA = events(' AND e.camera_id = ?4');

const WAITS = `(a.state = 'waiting' OR EXISTS (
  SELECT 1 FROM jobs j WHERE j.asset_id = a.id AND j.state IN ('waiting', 'leased')))`;

const IDS = '(SELECT value FROM json_each(?1))';

interface AssetRow {
  readonly id: number;
  readonly eventId: string | null;
  readonly files: readonly MediaPath[];
  readonly sizeBytes: number;
  readonly waits: boolean;
}

/** What is deleted, and how: the SQL of the cleanup. */
export class RetentionTable implements RetentionStore {
  readonly #database: SqliteDatabase;

  constructor(database: SqliteDatabase) {
    this.#database = database;
  }

  oldestUnits(of: UnitChoice, after: RetentionCursor | null, limit: number): RetentionUnit[] {
    const from = after ?? { startedAtMs: Number.MIN_SAFE_INTEGER, id: '' };
    const rows = this.#page(of, from, limit);
    const eventIds = rows.filter((row) => row.numberOrNull('asset_id') === null).map((row) => row.text('id'));
    const assetIds = rows.flatMap((row) => row.numberOrNull('asset_id') ?? []);
    const unmarked = 'NOT EXISTS (SELECT 1 FROM removals r WHERE r.asset_id = a.id)';
    const ofEvents = Map.groupBy(this.#assets(`a.event_id IN ${IDS} AND ${unmarked}`, eventIds), (a) => a.eventId);
    const alone = Map.groupBy(this.#assets(`a.id IN ${IDS}`, assetIds), (asset) => `${UNASSIGNED}${asset.id}`);
    return rows.map((row) => {
      const id = row.text('id');
      return toUnit(row, ofEvents.get(id) ?? alone.get(id) ?? []);
    });
  }

  heldBytes() {
    return this.#database
      .all('SELECT camera_id, sum(size_bytes) AS bytes FROM assets GROUP BY camera_id')
      .map((row) => ({ cameraId: row.numberOrNull('camera_id'), heldBytes: row.number('bytes') }));
  }

  mark(units: readonly RetentionUnit[]): ReadonlySet<string> {
    return this.#database.inTransaction(() => {
      const ids = units.flatMap(({ assets }) => assets.map((asset) => asset.id));
      const waiting = new Set(this.#assets(`a.id IN ${IDS} AND ${WAITS}`, ids).map((asset) => asset.id));
      const kept = this.#kept(units);
      const going = units.filter(({ id, assets }) => !kept.has(id) && !assets.some((asset) => waiting.has(asset.id)));
      const goingIds = going.flatMap(({ assets }) => assets.map((asset) => asset.id));
      this.#database.run(
        `INSERT OR IGNORE INTO removals (asset_id) SELECT id FROM assets WHERE id IN ${IDS}`,
        JSON.stringify(goingIds),
      );
      return new Set(going.map((unit) => unit.id));
    });
  }

  marked(limit: number): MarkedAsset[] {
    const ids = this.#database
      .all('SELECT asset_id FROM removals ORDER BY rowid LIMIT ?', limit)
      .map((row) => row.number('asset_id'));
    return this.#assets(`a.id IN ${IDS}`, ids).map(({ id, files }) => ({ id, files }));
  }

  unmark(assetIds: readonly number[]): void {
    this.#database.run(`DELETE FROM removals WHERE asset_id IN ${IDS}`, JSON.stringify(assetIds));
  }

  removeRows(assetIds: readonly number[], units: readonly RetentionUnit[]): void {
    const ids = JSON.stringify(assetIds);
    this.#database.inTransaction(() => {
      // One that a camera took over since it was marked has a job now, which will say that its file is missing.
      this.#database.run(
        `DELETE FROM removals WHERE asset_id IN (SELECT a.id FROM assets a WHERE a.id IN ${IDS} AND ${WAITS})`,
        ids,
      );
      const going = `SELECT asset_id FROM removals WHERE asset_id IN ${IDS}`;
      const events = this.#database
        .all(`SELECT DISTINCT event_id FROM assets WHERE id IN (${going}) AND event_id IS NOT NULL`, ids)
        .map((row) => row.text('event_id'));
      this.#database.run(`DELETE FROM recordings WHERE file IN (SELECT file FROM assets WHERE id IN (${going}))`, ids);
      this.#database.run(`DELETE FROM assets WHERE id IN (${going})`, ids);
      // What joined an event meanwhile keeps it.
      this.#database.run(
        `DELETE FROM events WHERE id IN ${IDS} AND NOT EXISTS (SELECT 1 FROM assets a WHERE a.event_id = events.id)`,
        JSON.stringify([...events, ...units.map((unit) => unit.id)]),
      );
    });
  }

  #page(of: UnitChoice, { startedAtMs, id }: RetentionCursor, limit: number): SqliteRow[] {
    if (of === 'all') return this.#database.all(ALL, startedAtMs, id, limit);
    if (of === 'unassigned' || of.cameraId === null) return this.#database.all(ALONE, startedAtMs, id, limit);
    return this.#database.all(OF_CAMERA, startedAtMs, id, limit, of.cameraId);
  }

  #kept(units: readonly RetentionUnit[]): ReadonlySet<string> {
    const ids = JSON.stringify(units.map(({ id }) => id));
    const rows = this.#database.all(`SELECT id FROM events WHERE keep = 1 AND id IN ${IDS}`, ids);
    return new Set(rows.map((row) => row.text('id')));
  }

  #assets(where: string, ids: readonly (string | number)[]): AssetRow[] {
    const list = JSON.stringify(ids);
    const assets = this.#database.all(
      `SELECT a.id, a.event_id, a.file, a.size_bytes, a.annotated_frame, ${WAITS} AS waits FROM assets a WHERE ${where} ORDER BY a.id`,
      list,
    );
    const snapshots = Map.groupBy(
      this.#database.all(
        `SELECT asset_id, snapshot FROM tracks
         WHERE asset_id IN (SELECT a.id FROM assets a WHERE ${where}) AND snapshot IS NOT NULL`,
        list,
      ),
      (row) => row.number('asset_id'),
    );
    return assets.map((row) => {
      const id = row.number('id');
      const annotated = row.textOrNull('annotated_frame');
      const pictures = (snapshots.get(id) ?? []).map((track) => track.text('snapshot'));
      const files = [row.text('file'), ...pictures, ...(annotated === null ? [] : [annotated])];
      const sizeBytes = row.number('size_bytes');
      return { id, eventId: row.textOrNull('event_id'), files, sizeBytes, waits: row.flag('waits') };
    });
  }
}

function toUnit(row: SqliteRow, assets: readonly AssetRow[]): RetentionUnit {
  return {
    id: row.text('id'),
    cameraId: row.numberOrNull('camera_id'),
    startedAtMs: row.number('started_at_ms'),
    endedAtMs: row.number('ended_at_ms'),
    assets: assets.map(({ id, files }) => ({ id, files })),
    uploadedBytes: assets.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    waits: assets.some((asset) => asset.waits),
    newest: row.flag('newest'),
    keep: row.flag('keep'),
  };
}
