import { CAMERA_PROBLEMS } from '../ports/camera-setup.ts';
import type { KeptSetup, SetupReportStore } from '../ports/setup-report-store.ts';
import type { SqliteDatabase } from '../runtime/sqlite-database.ts';

/** The SQL of how cameras' setups went. */
export class CameraSetupTable implements SetupReportStore {
  readonly #database: SqliteDatabase;

  constructor(database: SqliteDatabase) {
    this.#database = database;
  }

  all(): ReadonlyMap<number, KeptSetup> {
    const rows = this.#database.all('SELECT * FROM camera_setups');
    return new Map(
      rows.map((row) => {
        const problem = row.textOrNull('problem');
        const report = {
          state: row.text('state') === 'OK' ? ('OK' as const) : ('NOK' as const),
          reason: row.text('reason'),
          warnings: textsIn(row.text('warnings')),
          time: new Date(row.number('at_ms')).toISOString(),
        };
        return [row.number('camera_id'), { report, problem: CAMERA_PROBLEMS.find((one) => one === problem) ?? null }];
      }),
    );
  }

  put(cameraId: number, { report, problem }: KeptSetup): void {
    this.#database.run(
      'INSERT OR REPLACE INTO camera_setups (camera_id, state, reason, warnings, problem, at_ms) VALUES (?, ?, ?, ?, ?, ?)',
      cameraId,
      report.state,
      report.reason,
      JSON.stringify(report.warnings),
      problem,
      Date.parse(report.time),
    );
  }

  keepOnly(cameraIds: readonly number[]): void {
    const sql = 'DELETE FROM camera_setups WHERE camera_id NOT IN (SELECT value FROM json_each(?))';
    this.#database.run(sql, JSON.stringify(cameraIds));
  }
}

function textsIn(json: string): readonly string[] {
  const value: unknown = JSON.parse(json);
  return Array.isArray(value) ? value.map(String) : [];
}
