import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { TestContext } from 'node:test';
import { MEDIA_TYPES } from '../../src/domain/media.ts';
import type { DiskMarks, DiskUsage } from '../../src/domain/retention.ts';
import { Cleanup, type CleanupParts } from '../../src/housekeeping/cleanup.ts';
import { MARK_FILE, MediaPresence } from '../../src/housekeeping/media-presence.ts';
import type { ReadonlyConfig } from '../../src/ports/config-store.ts';
import { SqliteAnalysisQueue } from '../../src/queue/sqlite-queue.ts';
import { MediaRoot } from '../../src/runtime/media-root.ts';
import type { SqliteDatabase } from '../../src/runtime/sqlite-database.ts';
import { openDatabase } from '../../src/store/database.ts';
import { MediaMarkTable } from '../../src/store/media-mark-table.ts';
import { RetentionTable } from '../../src/store/retention-table.ts';
import { SqliteHistory } from '../../src/store/sqlite-history.ts';
import { analysis, newAsset, PICTURE, track } from '../store/history-fixture.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { recordingLogger } from '../support/test-logger.ts';

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
const TOTAL_BYTES = 1e12;
/** What a file of one byte takes, and any up to it. */
export const BLOCK_BYTES = 4096;

export interface Visit {
  readonly eventId: string;
  readonly clip: string;
  readonly picture: string;
  /** All four files. */
  readonly files: readonly string[];
}

/** A ROOT_DIR with real files, the real store, and a disk that is as full as the files make it. */
export class CleanHouse {
  readonly clock: ManualClock;
  readonly #log = recordingLogger();
  readonly logger = this.#log.logger;
  readonly folder: string;
  readonly rootDir: string;
  readonly media: MediaRoot;
  readonly database: SqliteDatabase;
  readonly queue: SqliteAnalysisQueue;
  readonly history: SqliteHistory;
  readonly store: RetentionTable;
  readonly presence: MediaPresence;
  knownPictures: readonly string[] = [];
  /** Events of which viewers were told that they are gone. */
  readonly gone: string[] = [];

  constructor(folder: string, clock = new ManualClock()) {
    this.folder = folder;
    this.clock = clock;
    this.rootDir = join(folder, 'media');
    mkdirSync(this.rootDir, { recursive: true });
    this.media = new MediaRoot(this.rootDir);
    const { logger } = this;
    this.database = openDatabase({ folder: join(folder, 'state'), logger, clock });
    this.queue = new SqliteAnalysisQueue({ database: this.database, clock, logger });
    this.history = new SqliteHistory({ database: this.database, jobs: this.queue, clock });
    this.store = new RetentionTable(this.database);
    this.presence = new MediaPresence(this.media, new MediaMarkTable(this.database));
  }

  static async open(context: TestContext): Promise<CleanHouse> {
    const house = new CleanHouse(await temporaryFolder(context));
    context.after(() => house.database.close());
    return house;
  }

  /** A cleanup that brings all files down to `lowBytes` when they take more than `highBytes`. */
  cleanup(bytes: { high: number; low: number }, changes: Partial<CleanupParts> = {}): Cleanup {
    const { store, media, presence, clock, logger } = this;
    const config = { read: () => configWith(this.knownPictures) };
    const marks = marksAt(bytes);
    const viewers = { eventsGone: (ids: readonly string[]) => void this.gone.push(...ids) };
    return new Cleanup({
      store,
      viewers,
      media,
      presence,
      clock,
      logger,
      config,
      marks,
      keepDays: 0,
      share: 'oldest',
      disk: async () => this.disk(),
      ...changes,
    });
  }

  configWith(pictures: readonly string[]): ReadonlyConfig {
    return configWith(pictures);
  }

  disk(): DiskUsage {
    const usedBytes = this.usedBytes();
    return { usedBytes, availableBytes: TOTAL_BYTES - usedBytes };
  }

  usedBytes(): number {
    return this.files().reduce((sum, file) => sum + statSync(join(this.rootDir, file)).blocks * 512, 0);
  }

  /** All that lies under ROOT_DIR but folders and our mark, sorted. */
  files(): string[] {
    return readdirSync(this.rootDir, { recursive: true, withFileTypes: true })
      .filter((entry) => !entry.isDirectory() && entry.name !== MARK_FILE)
      .map((entry) => join(entry.parentPath, entry.name).slice(this.rootDir.length + 1))
      .toSorted();
  }

  folders(): string[] {
    return readdirSync(this.rootDir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => join(entry.parentPath, entry.name).slice(this.rootDir.length + 1))
      .toSorted();
  }

  put(file: string, sizeBytes = 1): void {
    const path = join(this.rootDir, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, Buffer.alloc(sizeBytes, 1));
  }

  /** A clip and a picture of one event, analysed, each with its files: four blocks in all. */
  visit(ageMs: number, { cameraId = 1, analysed = true } = {}): Visit {
    const takenAtMs = this.clock.nowMs() - ageMs;
    const day = new Date(takenAtMs).toISOString().slice(0, 10);
    const base = `cam${cameraId}/${day}/cam${cameraId}_00_${takenAtMs}`;
    const [clip, picture] = [`${base}.mp4`, `${base}.jpg`];
    const shots = `concierge-snapshots/cam${cameraId}/${day}/${takenAtMs}`;
    const [snapshot, annotatedFrame] = [`${shots}_snapshot1_person1_frame3.jpg`, `${shots}_annotated.jpg`];
    let eventId = '';
    for (const [index, file] of [picture, clip].entries()) {
      this.put(file);
      const added = this.history.addAsset(
        newAsset(file, { cameraId, takenAtMs, receivedAtMs: takenAtMs, sizeBytes: BLOCK_BYTES }),
      );
      eventId = added.eventId;
      if (!analysed || added.jobId === null) continue;
      const isClip = MEDIA_TYPES[index] === 'mp4';
      this.put(isClip ? snapshot : annotatedFrame);
      const found = analysis(added.assetId, [track('person', { snapshot: isClip ? snapshot : null })], PICTURE);
      this.history.completeAnalysis(added.jobId, { ...found, annotatedFrame: isClip ? null : annotatedFrame });
    }
    return { eventId, clip, picture, files: analysed ? [clip, picture, snapshot, annotatedFrame] : [clip, picture] };
  }

  unassigned(file: string, ageMs: number): void {
    this.put(file);
    const atMs = this.clock.nowMs() - ageMs;
    const { mediaType, sizeBytes } = newAsset(file);
    this.history.addUnassigned({ file, mediaType, sizeBytes, takenAtMs: atMs, receivedAtMs: atMs }, 'nobody knows');
  }

  count(sql: string): number {
    return this.database.get(`SELECT count(*) AS n FROM ${sql}`)?.number('n') ?? 0;
  }

  logged(): string {
    return this.#log.lines.join('');
  }
}

function marksAt({ high, low }: { high: number; low: number }): DiskMarks {
  return { high: high / TOTAL_BYTES, low: low / TOTAL_BYTES };
}

function configWith(pictures: readonly string[]): ReadonlyConfig {
  return {
    version: 1,
    camera_brands: [],
    camera_types: [],
    cameras: [],
    camera_listeners: [],
    analytics_profiles: [],
    analytics_shapes: [],
    people: [],
    known_objects: pictures.map((file_path_image, index) => ({
      id: index + 1,
      name: '',
      file_path_image,
      object_type: 1,
      identified: false,
      deep_learning_done: false,
      recording_id: null,
      frame_nbr: null,
    })),
  };
}
