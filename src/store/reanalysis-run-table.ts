import type { EventFindings } from '../domain/event-findings.ts';
import type { StoredRun } from '../ports/reanalysis-ledger.ts';
import type { FindingCount, NewReanalysisRun, ReanalysisRun } from '../ports/reanalysis-runs.ts';
import type { SqliteDatabase } from '../runtime/sqlite-database.ts';
import type { SqliteRow } from '../runtime/sqlite-row.ts';

const STATES = ['running', 'paused', 'cancelled', 'done'] as const;

type Counted = 'shape' | 'person' | 'stranger' | 'object';

/** Strangers have numbers that no other analysis need give them: what counts is whether anybody was one. */
const ANY_STRANGER = 'unknown';

/** The SQL of runs and of what they counted. */
export class ReanalysisRunTable {
  readonly #database: SqliteDatabase;

  constructor(database: SqliteDatabase) {
    this.#database = database;
  }

  insert(run: NewReanalysisRun & Pick<ReanalysisRun, 'model' | 'createdAtMs' | 'totalFiles'>): number {
    return this.#database.run(
      `INSERT INTO reanalysis_runs (from_ms, to_ms, camera_id, profile_id, model_id, compare_only, model, created_at_ms, total_files)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      run.fromMs,
      run.toMs,
      run.cameraId,
      run.profileId,
      run.modelId,
      run.compareOnly ? 1 : 0,
      run.model,
      Math.round(run.createdAtMs),
      run.totalFiles,
    ).lastId;
  }

  all(): StoredRun[] {
    return this.#database.all('SELECT * FROM reanalysis_runs ORDER BY id DESC').map((row) => this.#toRun(row));
  }

  byId(id: number): StoredRun | null {
    const row = this.#database.get('SELECT * FROM reanalysis_runs WHERE id = ?', id);
    return row && this.#toRun(row);
  }

  setState(id: number, state: StoredRun['state'], endedAtMs: number | null): void {
    const sql = 'UPDATE reanalysis_runs SET state = ?, ended_at_ms = ? WHERE id = ?';
    this.#database.run(sql, state, endedAtMs && Math.round(endedAtMs), id);
  }

  /** Files may have been deleted since it began. */
  totalIsDone(id: number): void {
    this.#database.run('UPDATE reanalysis_runs SET total_files = analysed + failed + skipped WHERE id = ?', id);
  }

  remove(id: number): void {
    this.#database.run('DELETE FROM reanalysis_runs WHERE id = ?', id);
  }

  note(id: number, outcome: 'analysed' | 'failed' | 'skipped', files = 1): void {
    this.#database.run(`UPDATE reanalysis_runs SET ${outcome} = ${outcome} + ? WHERE id = ?`, files, id);
  }

  moveCursor(id: number, startedAtMs: number, eventId: string): void {
    const sql = 'UPDATE reanalysis_runs SET cursor_ms = ?, cursor_event = ? WHERE id = ?';
    this.#database.run(sql, startedAtMs, eventId, id);
  }

  cursor(id: number): { readonly startedAtMs: number; readonly eventId: string } | null {
    const row = this.#database.get('SELECT cursor_ms, cursor_event FROM reanalysis_runs WHERE id = ?', id);
    const startedAtMs = row?.numberOrNull('cursor_ms') ?? null;
    const eventId = row?.textOrNull('cursor_event') ?? null;
    return startedAtMs === null || eventId === null ? null : { startedAtMs, eventId };
  }

  /** Adds an event to what was compared. */
  compared(id: number, before: EventFindings, after: EventFindings, changed: boolean): void {
    const sql =
      'UPDATE reanalysis_runs SET events_compared = events_compared + 1, events_changed = events_changed + ? WHERE id = ?';
    this.#database.run(sql, changed ? 1 : 0, id);
    const shapes = (findings: EventFindings) => findings.shapes.map(({ shape }) => shape);
    this.#count(id, 'shape', shapes(before), shapes(after));
    this.#count(id, 'person', before.people, after.people);
    const strangers = (findings: EventFindings) => (findings.strangers > 0 ? [ANY_STRANGER] : []);
    this.#count(id, 'stranger', strangers(before), strangers(after));
    this.#count(id, 'object', before.objects, after.objects);
  }

  #count(id: number, kind: Counted, before: readonly string[], after: readonly string[]): void {
    for (const name of new Set([...before, ...after])) {
      this.#database.run(
        `INSERT INTO reanalysis_counts (run_id, kind, name, before, after) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT DO UPDATE SET before = before + excluded.before, after = after + excluded.after`,
        id,
        kind,
        name,
        before.includes(name) ? 1 : 0,
        after.includes(name) ? 1 : 0,
      );
    }
  }

  #counts(id: number, kind: Counted): FindingCount[] {
    return this.#database
      .all(
        'SELECT * FROM reanalysis_counts WHERE run_id = ? AND kind = ? ORDER BY max(before, after) DESC, name',
        id,
        kind,
      )
      .map((row) => ({ name: row.text('name'), before: row.number('before'), after: row.number('after') }));
  }

  #toRun(row: SqliteRow): StoredRun {
    const id = row.number('id');
    const [failedFiles, skippedFiles] = [row.number('failed'), row.number('skipped')];
    return {
      id,
      fromMs: row.numberOrNull('from_ms'),
      toMs: row.number('to_ms'),
      cameraId: row.numberOrNull('camera_id'),
      profileId: row.numberOrNull('profile_id'),
      modelId: row.textOrNull('model_id'),
      compareOnly: row.flag('compare_only'),
      model: row.text('model'),
      state: toState(row.text('state')),
      createdAtMs: row.number('created_at_ms'),
      endedAtMs: row.numberOrNull('ended_at_ms'),
      totalFiles: row.number('total_files'),
      doneFiles: row.number('analysed') + failedFiles + skippedFiles,
      failedFiles,
      skippedFiles,
      eventsCompared: row.number('events_compared'),
      eventsChanged: row.number('events_changed'),
      shapes: this.#counts(id, 'shape'),
      people: this.#counts(id, 'person'),
      strangers: this.#counts(id, 'stranger'),
      objects: this.#counts(id, 'object'),
    };
  }
}

function toState(value: string): StoredRun['state'] {
  const state = STATES.find((known) => known === value);
  if (state === undefined) throw new TypeError(`Cannot read a run of analysing again: unknown state "${value}".`);
  return state;
}
