import type { ShapeReportStore, StoredReport } from '../ports/shape-reports.ts';
import type { Clock } from '../runtime/clock.ts';
import type { SqliteDatabase } from '../runtime/sqlite-database.ts';
import { AnnouncementTable } from './announcement-table.ts';
import { AssetTable } from './asset-table.ts';
import { EventTable } from './event-table.ts';
import { TrackTable } from './track-table.ts';

/** What outside detectors reported, among what we found ourselves. */
export class ReportTable implements ShapeReportStore {
  readonly #database: SqliteDatabase;
  readonly #clock: Clock;

  constructor(database: SqliteDatabase, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
  }

  add(report: StoredReport): { readonly eventId: string } {
    const { cameraId, shape, file, sizeBytes, width, height } = report;
    const nowMs = this.#clock.nowMs();
    const takenAtMs = Math.round(report.atMs);
    const assets = new AssetTable(this.#database);
    return this.#database.inTransaction(() => {
      const eventId = new EventTable(this.#database).joinOrOpen(cameraId, { startMs: takenAtMs, endMs: takenAtMs });
      const assetId = assets.put(
        { file, mediaType: 'jpg', takenAtMs, receivedAtMs: nowMs, sizeBytes },
        { cameraId, profileId: null, eventId, recordingId: null, state: 'analysed', reason: null },
      );
      assets.markReported(assetId, { width, height });
      const position = { frameNumber: 0, timeMs: 0, box: { startX: 0, startY: 0, endX: width, endY: height } };
      const seen = { ...position, confidence: 1 };
      const track = {
        shape,
        confidence: 1,
        stationary: false,
        bestShot: seen,
        positions: [seen],
        snapshot: file,
        faces: [],
      };
      const asset = { id: assetId, eventId, recordingId: null, cameraId, takenAtMs };
      new TrackTable(this.#database).add(asset, [{ ...track, suppressedBy: null, zones: [] }], nowMs);
      new AnnouncementTable(this.#database).open(eventId, null, nowMs);
      return { eventId };
    });
  }
}
