import type { CameraUsage } from '../ports/panel/camera-usage.ts';
import type { SqliteDatabase } from '../runtime/sqlite-database.ts';

/** How much of the disk is whose. */
export class UsageTable {
  readonly #database: SqliteDatabase;

  constructor(database: SqliteDatabase) {
    this.#database = database;
  }

  /** As cameras sent it; what was cut out of it is a few per cent more. The largest first. */
  byCamera(): CameraUsage[] {
    return this.#database
      .all('SELECT camera_id, count(*) AS files, sum(size_bytes) AS bytes FROM assets GROUP BY camera_id')
      .map((row) => ({
        cameraId: row.numberOrNull('camera_id'),
        files: row.number('files'),
        sizeBytes: row.number('bytes'),
      }))
      .sort((a, b) => b.sizeBytes - a.sizeBytes);
  }
}
