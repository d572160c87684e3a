import type { FoundTrack } from '../domain/event-findings.ts';
import type { SqliteDatabase } from '../runtime/sqlite-database.ts';
import { foundTracksFromJson, foundTracksToJson } from './findings-json.ts';
import { ReanalysisRunTable } from './reanalysis-run-table.ts';

export type FileOutcome = 'analysed' | 'failed' | 'skipped';

/** The SQL of files that are analysed again as part of a run. */
export class ReanalysisFileTable {
  readonly #database: SqliteDatabase;
  readonly #runs: ReanalysisRunTable;

  constructor(database: SqliteDatabase) {
    this.#database = database;
    this.#runs = new ReanalysisRunTable(database);
  }

  /** @param outcome null: it was queued */
  begin(runId: number, eventId: string, assetId: number, outcome: FileOutcome | null): void {
    this.#database.run(
      'INSERT OR REPLACE INTO reanalysis_files (asset_id, run_id, event_id, outcome) VALUES (?, ?, ?, ?)',
      assetId,
      runId,
      eventId,
      outcome,
    );
    if (outcome !== null) this.#runs.note(runId, outcome);
  }

  /** @param found what would have been kept; null: it was */
  analysed(runId: number, assetId: number, found: readonly FoundTrack[] | null): void {
    const { changes } = this.#database.run(
      "UPDATE reanalysis_files SET outcome = 'analysed', found = ? WHERE asset_id = ? AND run_id = ? AND outcome IS NULL",
      found && foundTracksToJson(found),
      assetId,
      runId,
    );
    if (changes > 0) this.#runs.note(runId, 'analysed');
  }

  open(runId: number): number {
    const sql = 'SELECT count(*) AS files FROM reanalysis_files WHERE run_id = ? AND outcome IS NULL';
    return this.#database.get(sql, runId)?.number('files') ?? 0;
  }

  /** Those whose turn has not come get none; what was found earlier stays. */
  giveUp(runId: number): void {
    this.#database.run("DELETE FROM jobs WHERE run_id = ? AND state = 'waiting'", runId);
    this.#database.run("UPDATE reanalysis_files SET outcome = 'skipped' WHERE run_id = ? AND outcome IS NULL", runId);
  }

  /** What was found in files of an event and not kept, by asset. */
  found(runId: number, eventId: string): ReadonlyMap<number, readonly FoundTrack[]> {
    const sql = 'SELECT asset_id, found FROM reanalysis_files WHERE run_id = ? AND event_id = ? AND found IS NOT NULL';
    return new Map(
      this.#database
        .all(sql, runId, eventId)
        .map((row) => [row.number('asset_id'), foundTracksFromJson(row.text('found'))]),
    );
  }

  forget(runId: number, eventId: string): void {
    this.#database.run('DELETE FROM reanalysis_files WHERE run_id = ? AND event_id = ?', runId, eventId);
  }
}
