import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { TestContext } from 'node:test';
import { ConciergeError } from '../../src/domain/concierge-error.ts';
import type { Face } from '../../src/domain/face.ts';
import type { AnalysedTrack } from '../../src/domain/track.ts';
import { FaceMemory } from '../../src/gallery/face-memory.ts';
import { ForgetFaces } from '../../src/gallery/forget-faces.ts';
import { GalleryJudge } from '../../src/gallery/gallery-judge.ts';
import { GalleryPictures } from '../../src/gallery/gallery-pictures.ts';
import { GalleryService } from '../../src/gallery/gallery-service.ts';
import { InTurn } from '../../src/gallery/in-turn.ts';
import { Reidentification } from '../../src/gallery/reidentification.ts';
import type { FaceReader, ReadFacesRequest } from '../../src/ports/face-reader.ts';
import { SqliteAnalysisQueue } from '../../src/queue/sqlite-queue.ts';
import { MediaRoot } from '../../src/runtime/media-root.ts';
import { openDatabase } from '../../src/store/database.ts';
import { LowdbConfigStore } from '../../src/store/lowdb-config-store.ts';
import { SqliteFaceStore } from '../../src/store/sqlite-face-store.ts';
import { SqliteHistory } from '../../src/store/sqlite-history.ts';
import { SqliteReanalysis } from '../../src/store/sqlite-reanalysis.ts';
import { TrackTable } from '../../src/store/track-table.ts';
import { analysis, NOON_MS, newAsset, PICTURE, track } from '../store/history-fixture.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { silentLogger } from '../support/test-logger.ts';
import { TEST_SECRETS } from '../support/test-secrets.ts';
import { face } from './embeddings.ts';

/** A picture of made-up faces: JPEG's first bytes, and behind them who is in it. */
export function photoOf(...faces: readonly (readonly number[] | null)[]): Buffer {
  return Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.from(JSON.stringify(faces))]);
}

/** Finds the faces that photoOf has put into a picture. */
class PhotoReader implements FaceReader {
  readonly #media: MediaRoot;
  isAway = false;

  constructor(media: MediaRoot) {
    this.#media = media;
  }

  async read(request: ReadFacesRequest) {
    if (this.isAway) throw new ConciergeError('MODEL_UNAVAILABLE', 'There are no face models.');
    if (!request.file.endsWith('.jpg'))
      throw new ConciergeError('MEDIA_UNREADABLE', 'Its extension is no picture\u2019s.');
    const bytes = await readFile(await this.#media.existing(request.file));
    if (bytes[0] !== 0xff) throw new ConciergeError('MEDIA_UNREADABLE', 'This is no picture.');
    const embeddings: (readonly number[] | null)[] = JSON.parse(bytes.subarray(4).toString());
    const faces: Face[] = [];
    for (const [index, embedding] of embeddings.entries()) {
      const picture = request.pictures && `${request.pictures.fileBase}_face${index + 1}.jpg`;
      if (picture !== null) {
        await mkdir(dirname(this.#media.pathOf(picture)), { recursive: true });
        await writeFile(this.#media.pathOf(picture), photoOf(embedding));
      }
      faces.push(face(embedding, { picture }));
    }
    return { width: 640, height: 480, faces };
  }
}

/** The gallery over a real database, configuration and folder; faces are made up. */
export class GalleryBench {
  readonly clock = new ManualClock();
  readonly told: string[] = [];
  readonly config: LowdbConfigStore;
  readonly history: SqliteHistory;
  readonly store: SqliteFaceStore;
  readonly gallery: GalleryService;
  readonly forget: ForgetFaces;
  readonly tracks: TrackTable;
  readonly media: MediaRoot;
  readonly reader: PhotoReader;
  readonly rootDir: string;
  readonly #queue: SqliteAnalysisQueue;
  readonly #reanalysis: SqliteReanalysis;

  private constructor(folder: string, context: TestContext, keepDays: number) {
    const { clock } = this;
    const logger = silentLogger();
    this.rootDir = join(folder, 'media');
    this.media = new MediaRoot(this.rootDir);
    this.reader = new PhotoReader(this.media);
    this.config = new LowdbConfigStore({ folder, logger, clock, secrets: TEST_SECRETS });
    const database = openDatabase({ folder, logger, clock });
    context.after(() => database.close());
    this.store = new SqliteFaceStore(database);
    this.tracks = new TrackTable(database);
    const { store, config, media, reader } = this;
    const memory = new FaceMemory(config, store);
    const judge = new GalleryJudge({ store, memory, keepsStrangers: keepDays > 0 });
    this.#queue = new SqliteAnalysisQueue({ database, clock, logger });
    this.#reanalysis = new SqliteReanalysis({ database, jobs: this.#queue });
    this.history = new SqliteHistory({ database, jobs: this.#queue, judge, clock });
    const sinks = [{ eventRevised: (eventId: string) => void this.told.push(eventId) }];
    const again = new Reidentification({ store, judge, sinks, progressed: () => {}, clock, logger });
    const pictures = new GalleryPictures(media);
    const changed = () => again.request();
    const inTurn = new InTurn();
    this.gallery = new GalleryService(
      { config, store, memory, pictures, media, reader, inTurn, changed, clock, logger },
      again,
    );
    this.forget = new ForgetFaces({ store, memory, pictures, keepDays, clock });
  }

  static async open(context: TestContext, { keepDays = 30 } = {}): Promise<GalleryBench> {
    const folder = await temporaryFolder(context);
    await mkdir(join(folder, 'media'));
    const bench = new GalleryBench(folder, context, keepDays);
    await bench.config.start();
    await bench.gallery.start();
    context.after(() => bench.gallery.stop());
    return bench;
  }

  /** As see, in a clip; the id of its recording. */
  async record(embeddings: readonly (readonly number[])[], atMs: number): Promise<number> {
    const faces = embeddings.map((embedding) => face(embedding));
    const added = this.history.addAsset(newAsset(`cam/${++this.#seen}.mp4`, { takenAtMs: atMs }));
    if (added.jobId === null || added.recordingId === null) throw new Error('The asset is not new.');
    this.history.completeAnalysis(added.jobId, analysis(added.assetId, [track('person', { faces })]));
    return added.recordingId;
  }

  /** An event at which these faces were seen, one track a call; its id. */
  async see(embeddings: readonly (readonly number[])[], atMs = NOON_MS): Promise<string> {
    const number = ++this.#seen;
    const faces: Face[] = [];
    for (const [index, embedding] of embeddings.entries()) {
      const picture = `concierge-snapshots/front/${number}_face${index + 1}.jpg`;
      await this.put(picture, photoOf(embedding));
      faces.push(face(embedding, { picture }));
    }
    const { assetId, jobId } = this.history.addAsset(newAsset(`cam/${number}.jpg`, { takenAtMs: atMs }));
    if (jobId === null) throw new Error('The asset is not new.');
    return this.history.completeAnalysis(jobId, analysis(assetId, [track('person', { faces })], PICTURE)).eventId;
  }

  /** Analyses the event's picture again, in which these are found now. */
  lookAgain(eventId: string, tracks: readonly AnalysedTrack[]): void {
    this.#reanalysis.request({ kind: 'event', id: eventId });
    const job = this.#queue.lease('still', 60_000);
    if (!job) throw new Error('Nothing waits.');
    this.history.completeAnalysis(job.id, analysis(job.assetId, tracks, PICTURE));
  }

  #seen = 0;

  async put(file: string, content: Buffer): Promise<void> {
    const path = this.media.pathOf(file);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
  }

  identity(eventId: string) {
    return this.history.event(eventId)?.tracks[0]?.identity ?? null;
  }

  async person(name: string, ...pictures: readonly Buffer[]): Promise<number> {
    const added = await this.gallery.people.add(name, false);
    if (added.kind !== 'done') throw new Error(JSON.stringify(added));
    for (const picture of pictures) {
      const outcome = await this.gallery.enrolment.fromPicture(added.id, picture, null, AbortSignal.timeout(120_000));
      if (outcome.kind !== 'enrolled') throw new Error(JSON.stringify(outcome));
    }
    await this.gallery.idle();
    return added.id;
  }
}
