import type { JobLedger } from '../ports/job-ledger.ts';
import type { Reanalysis, ReanalysisOutcome, ReanalysisTarget } from '../ports/reanalysis.ts';
import type { SqliteDatabase } from '../runtime/sqlite-database.ts';
import type { SqliteRow } from '../runtime/sqlite-row.ts';

const WHERE: Readonly<Record<ReanalysisTarget['kind'], string>> = {
  asset: 'id = ?',
  recording: 'recording_id = ?',
  event: 'event_id = ?',
};

/** Puts stored files into the queue again. */
export class SqliteReanalysis implements Reanalysis {
  readonly #database: SqliteDatabase;
  readonly #jobs: JobLedger;

  constructor(parts: { readonly database: SqliteDatabase; readonly jobs: JobLedger }) {
    this.#database = parts.database;
    this.#jobs = parts.jobs;
  }

  request(
    target: ReanalysisTarget,
    profileId: number | null = null,
    modelId: string | null = null,
  ): ReanalysisOutcome | null {
    const sql = `SELECT id, media_type, camera_id, event_id, reported FROM assets WHERE ${WHERE[target.kind]} ORDER BY id`;
    return this.#database.inTransaction(() => {
      const rows = this.#database.all(sql, target.id);
      if (rows.length === 0) return this.#isEmptyEvent(target) ? { queued: 0, alreadyWaiting: 0, skipped: 0 } : null;
      const outcomes = rows.map((row) => this.#queue(row, profileId, modelId));
      const count = (outcome: keyof ReanalysisOutcome) => outcomes.filter((one) => one === outcome).length;
      return { queued: count('queued'), alreadyWaiting: count('alreadyWaiting'), skipped: count('skipped') };
    });
  }

  #queue(row: SqliteRow, profileId: number | null, modelId: string | null): keyof ReanalysisOutcome {
    const cameraId = row.numberOrNull('camera_id');
    if (cameraId === null || row.textOrNull('event_id') === null || row.flag('reported')) return 'skipped';
    const kind = row.text('media_type') === 'jpg' ? 'still' : 'clip';
    const jobId = this.#jobs.insertAgain({
      kind,
      assetId: row.number('id'),
      cameraId,
      profileId,
      modelId,
      runId: null,
      compareOnly: false,
    });
    return jobId === null ? 'alreadyWaiting' : 'queued';
  }

  /** Motion without a file is an event, too. */
  #isEmptyEvent(target: ReanalysisTarget): boolean {
    return target.kind === 'event' && this.#database.get('SELECT id FROM events WHERE id = ?', target.id) !== null;
  }
}
