import type { JobRun, JobRunLog } from '../ports/job-runs.ts';
import type { SqliteDatabase } from '../runtime/sqlite-database.ts';

/** The last run of each job, in SQLite. */
export class JobRunTable implements JobRunLog {
  readonly #database: SqliteDatabase;

  constructor(database: SqliteDatabase) {
    this.#database = database;
  }

  last(job: string): JobRun | null {
    const row = this.#database.get('SELECT * FROM job_runs WHERE job = ?', job);
    return (
      row && {
        startedAtMs: row.number('started_at_ms'),
        durationMs: row.number('duration_ms'),
        outcome: toOutcome(row.text('outcome')),
        result: row.text('result'),
      }
    );
  }

  record(job: string, run: JobRun): void {
    this.#database.run(
      'INSERT OR REPLACE INTO job_runs (job, started_at_ms, duration_ms, outcome, result) VALUES (?, ?, ?, ?, ?)',
      job,
      Math.round(run.startedAtMs),
      Math.round(run.durationMs),
      run.outcome,
      run.result,
    );
  }
}

function toOutcome(value: string): JobRun['outcome'] {
  if (value === 'done' || value === 'failed' || value === 'stopped') return value;
  throw new TypeError(`Cannot read the run of a job: unknown outcome "${value}".`);
}
