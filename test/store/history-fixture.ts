import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import type { BoundingBox } from '../../src/domain/bounding-box.ts';
import type { MediaMetadata } from '../../src/domain/media.ts';
import type { AnalysedTrack } from '../../src/domain/track.ts';
import type { Zone } from '../../src/domain/zone.ts';
import type { AnalysisRecord, NewAsset } from '../../src/ports/history.ts';
import { SqliteAnalysisQueue } from '../../src/queue/sqlite-queue.ts';
import type { SqliteDatabase } from '../../src/runtime/sqlite-database.ts';
import { openDatabase } from '../../src/store/database.ts';
import { SqliteHistory } from '../../src/store/sqlite-history.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { silentLogger } from '../support/test-logger.ts';

export interface HistoryFixture {
  readonly folder: string;
  readonly database: SqliteDatabase;
  readonly clock: ManualClock;
  readonly queue: SqliteAnalysisQueue;
  readonly history: SqliteHistory;
}

/** History and the queue over one database in a folder of their own, the queue not started. */
export async function historyFixture(context: TestContext): Promise<HistoryFixture> {
  const folder = await temporaryFolder(context);
  const clock = new ManualClock();
  return { folder, clock, ...openHistory(context, folder, clock) };
}

export function openHistory(context: TestContext, folder: string, clock: ManualClock) {
  const logger = silentLogger();
  const database = openDatabase({ folder, clock, logger });
  const queue = new SqliteAnalysisQueue({ database, clock, logger });
  context.after(async () => {
    await queue.stop();
    database.close();
  });
  return { database, queue, history: new SqliteHistory({ database, jobs: queue, clock }) };
}

export const NOON_MS = Date.UTC(2026, 10, 22, 12, 0, 0);

export function newAsset(file: string, changes: Partial<NewAsset> = {}): NewAsset {
  return {
    file,
    mediaType: file.endsWith('.jpg') ? 'jpg' : 'mp4',
    cameraId: 1,
    profileId: null,
    takenAtMs: NOON_MS,
    receivedAtMs: NOON_MS + 2_000,
    sizeBytes: 1_000,
    recordingId: null,
    analyse: true,
    ...changes,
  };
}

const CLIP: MediaMetadata = { fps: 15, frameCount: 150, durationMs: 10_000, width: 640, height: 360, codec: 'h264' };

export const PICTURE: MediaMetadata = {
  fps: 0,
  frameCount: 1,
  durationMs: 0,
  width: 3840,
  height: 2160,
  codec: 'mjpeg',
};

export function analysis(
  assetId: number,
  tracks: readonly AnalysedTrack[],
  metadata: MediaMetadata = CLIP,
  zones: readonly Zone[] = [],
): AnalysisRecord {
  return {
    assetId,
    metadata,
    tracks,
    everyNthFrame: 5,
    framesAnalysed: 30,
    elapsedMs: 812.5,
    annotatedFrame: null,
    zones,
  };
}

export const SPOT: BoundingBox = { startX: 100, startY: 100, endX: 200, endY: 160 };

export function track(shape: string, changes: Partial<AnalysedTrack> = {}, box = SPOT): AnalysedTrack {
  const position = { frameNumber: 30, timeMs: 2_000, box, confidence: 0.875 };
  return {
    shape,
    confidence: 0.875,
    stationary: false,
    bestShot: position,
    positions: [position],
    snapshot: null,
    faces: [],
    ...changes,
  };
}

/** Adds an asset and analyses it at once. */
export function analysed(
  { history }: HistoryFixture,
  asset: ReturnType<typeof newAsset>,
  tracks: ReturnType<typeof track>[],
) {
  const added = history.addAsset(asset);
  assert.ok(added.jobId !== null, `"${asset.file}" has no job`);
  const metadata = asset.mediaType === 'jpg' ? [PICTURE] : [];
  return { ...added, ...history.completeAnalysis(added.jobId, analysis(added.assetId, tracks, ...metadata)) };
}
