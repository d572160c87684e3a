import type { EventFindings } from '../domain/event-findings.ts';
import type { JobLedger } from '../ports/job-ledger.ts';
import type { AnsweredEvent, EventPlace, ReanalysisLedger, StoredRun } from '../ports/reanalysis-ledger.ts';
import type { ChangedEvent, ReanalysisScope } from '../ports/reanalysis-runs.ts';
import type { SqliteDatabase } from '../runtime/sqlite-database.ts';
import type { SqliteRow, SqlValue } from '../runtime/sqlite-row.ts';
import { findingsFromJson, findingsToJson, foundTracksFromJson, foundTracksToJson } from './findings-json.ts';
import { ReanalysisFileTable } from './reanalysis-file-table.ts';
import { ReanalysisRunTable } from './reanalysis-run-table.ts';
import { TrackTable } from './track-table.ts';

/** Runs of analysing again, in SQLite. */
export class SqliteReanalysisLedger implements ReanalysisLedger {
  readonly #database: SqliteDatabase;
  readonly #jobs: JobLedger;
  readonly #runs: ReanalysisRunTable;
  readonly #files: ReanalysisFileTable;
  readonly #tracks: TrackTable;

  constructor(parts: { readonly database: SqliteDatabase; readonly jobs: JobLedger }) {
    this.#database = parts.database;
    this.#jobs = parts.jobs;
    this.#runs = new ReanalysisRunTable(parts.database);
    this.#files = new ReanalysisFileTable(parts.database);
    this.#tracks = new TrackTable(parts.database);
  }

  countFiles(scope: ReanalysisScope, after: EventPlace | null, limit: number) {
    const events = this.#events(scope, after, limit);
    const sql = 'SELECT count(*) AS files FROM assets WHERE event_id IN (SELECT value FROM json_each(?))';
    const row = this.#database.get(sql, JSON.stringify(events.map(({ eventId }) => eventId)));
    return { files: row?.number('files') ?? 0, last: events.length < limit ? null : (events.at(-1) ?? null) };
  }

  insert(run: Parameters<ReanalysisLedger['insert']>[0]): number {
    return this.#runs.insert(run);
  }

  runs(): readonly StoredRun[] {
    return this.#runs.all();
  }

  run(id: number): StoredRun | null {
    return this.#runs.byId(id);
  }

  setState(id: number, state: 'running' | 'paused'): void {
    this.#runs.setState(id, state, null);
    if (state === 'running') this.#database.afterCommit(() => this.#jobs.wakeBackground());
  }

  end(id: number, state: 'cancelled' | 'done', atMs: number): void {
    this.#database.inTransaction(() => {
      this.#files.giveUp(id);
      this.#runs.setState(id, state, atMs);
      if (state === 'done') this.#runs.totalIsDone(id);
    });
  }

  remove(id: number): void {
    this.#database.inTransaction(() => {
      this.#files.giveUp(id);
      this.#runs.remove(id);
    });
  }

  tidy(): void {
    this.#database.run(
      `DELETE FROM jobs WHERE run_id IS NOT NULL AND state = 'waiting' AND NOT EXISTS (
         SELECT 1 FROM reanalysis_runs r WHERE r.id = jobs.run_id AND r.state IN ('running', 'paused'))`,
    );
  }

  openFiles(runId: number): number {
    return this.#files.open(runId);
  }

  nextEvents(runId: number, limit: number): readonly EventPlace[] {
    const run = this.#runs.byId(runId);
    return run ? this.#events(run, this.#runs.cursor(runId), limit) : [];
  }

  beginEvent(runId: number, { eventId, cameraId, startedAtMs }: EventPlace, analysed: boolean): void {
    this.#database.inTransaction(() => {
      this.#runs.moveCursor(runId, startedAtMs, eventId);
      const assets = this.#database.all(
        'SELECT id, media_type, state, reported FROM assets WHERE event_id = ? ORDER BY id',
        eventId,
      );
      if (assets.length === 0) return;
      this.#database.run(
        'INSERT OR REPLACE INTO reanalysis_events (run_id, event_id, camera_id, started_at_ms, before) VALUES (?, ?, ?, ?, ?)',
        runId,
        eventId,
        cameraId,
        startedAtMs,
        foundTracksToJson(this.#tracks.ofEvents([eventId])),
      );
      const run = this.#runs.byId(runId);
      for (const asset of assets) {
        const isQueued = run !== null && analysed && this.#queue(run, asset, cameraId);
        this.#files.begin(runId, eventId, asset.number('id'), isQueued ? null : 'skipped');
      }
    });
  }

  answeredEvents(runId: number): readonly AnsweredEvent[] {
    const compareOnly = this.#runs.byId(runId)?.compareOnly ?? false;
    return this.#database
      .all(
        `SELECT * FROM reanalysis_events e WHERE run_id = ? AND after IS NULL AND NOT EXISTS (
           SELECT 1 FROM reanalysis_files f WHERE f.run_id = e.run_id AND f.event_id = e.event_id AND f.outcome IS NULL)`,
        runId,
      )
      .map((row) => {
        const eventId = row.text('event_id');
        const before = foundTracksFromJson(row.text('before'));
        const found = this.#files.found(runId, eventId);
        const untouched = before.filter(({ assetId }) => !found.has(assetId));
        const after = compareOnly ? [...untouched, ...[...found.values()].flat()] : this.#tracks.ofEvents([eventId]);
        return { ...toPlace(row), before, after };
      });
  }

  settle(
    runId: number,
    { eventId }: EventPlace,
    { before, after }: { readonly before: EventFindings; readonly after: EventFindings },
    changed: boolean,
  ): void {
    this.#database.inTransaction(() => {
      this.#files.forget(runId, eventId);
      this.#runs.compared(runId, before, after, changed);
      if (!changed) {
        this.#database.run('DELETE FROM reanalysis_events WHERE run_id = ? AND event_id = ?', runId, eventId);
        return;
      }
      this.#database.run(
        'UPDATE reanalysis_events SET before = ?, after = ? WHERE run_id = ? AND event_id = ?',
        findingsToJson(before),
        findingsToJson(after),
        runId,
        eventId,
      );
    });
  }

  changes(runId: number, { limit, offset }: { readonly limit: number; readonly offset: number }): ChangedEvent[] {
    return this.#database
      .all(
        `SELECT * FROM reanalysis_events WHERE run_id = ? AND after IS NOT NULL
         ORDER BY started_at_ms DESC, event_id LIMIT ? OFFSET ?`,
        runId,
        limit,
        offset,
      )
      .map((row) => ({
        ...toPlace(row),
        before: findingsFromJson(row.text('before')),
        after: findingsFromJson(row.text('after')),
      }));
  }

  /** False: it is not to be analysed, or waits for its analysis anyway. */
  #queue(run: StoredRun, asset: SqliteRow, cameraId: number): boolean {
    // What could not be analysed has its place in the queue, with the reason: comparing leaves it there.
    const isLeft = run.compareOnly && asset.text('state') === 'failed';
    if (asset.flag('reported') || isLeft) return false;
    const kind = asset.text('media_type') === 'jpg' ? 'still' : 'clip';
    const { id: runId, profileId, modelId, compareOnly } = run;
    const job = { kind, assetId: asset.number('id'), cameraId, profileId, modelId, runId, compareOnly } as const;
    return this.#jobs.insertAgain(job) !== null;
  }

  #events(
    { fromMs, toMs, cameraId }: ReanalysisScope,
    after: Pick<EventPlace, 'eventId' | 'startedAtMs'> | null,
    limit: number,
  ) {
    const conditions = ['started_at_ms <= ?'];
    const values: SqlValue[] = [
      Math.min(toMs ?? Number.MAX_SAFE_INTEGER, after?.startedAtMs ?? Number.MAX_SAFE_INTEGER),
    ];
    const add = (condition: string, ...more: SqlValue[]) => {
      conditions.push(condition);
      values.push(...more);
    };
    if (fromMs !== null) add('started_at_ms >= ?', fromMs);
    if (cameraId !== null) add('camera_id = ?', cameraId);
    if (after) add('(started_at_ms < ? OR id < ?)', after.startedAtMs, after.eventId);
    const sql = `SELECT id AS event_id, camera_id, started_at_ms FROM events WHERE ${conditions.join(' AND ')}
      ORDER BY started_at_ms DESC, id DESC LIMIT ?`;
    return this.#database.all(sql, ...values, limit).map(toPlace);
  }
}

function toPlace(row: SqliteRow): EventPlace {
  return {
    eventId: row.text('event_id'),
    cameraId: row.number('camera_id'),
    startedAtMs: row.number('started_at_ms'),
  };
}
