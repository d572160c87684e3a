import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import type { AnalysedTrack } from '../../src/domain/track.ts';
import type { JobKind } from '../../src/ports/analysis-queue.ts';
import type { ConfigStore } from '../../src/ports/config-store.ts';
import { ReanalysisService } from '../../src/reanalysis/reanalysis-service.ts';
import { defaultConfig } from '../../src/store/default-config.ts';
import { KeepTable } from '../../src/store/keep-table.ts';
import { SqliteReanalysisLedger } from '../../src/store/sqlite-reanalysis-ledger.ts';
import { FRONT_CAMERA } from '../pipeline/front-camera.ts';
import { analysis, historyFixture, newAsset, openHistory, PICTURE, track } from '../store/history-fixture.ts';
import { modelsHere } from '../support/detector-models.ts';
import type { ManualClock } from '../support/manual-clock.ts';
import { silentLogger } from '../support/test-logger.ts';

const LEASE_MS = 60_000;
export const HOUR_MS = 3_600_000;

/** Nothing in particular of a run, and nothing left out. */
export const EVERYTHING = {
  fromMs: null,
  toMs: null,
  cameraId: null,
  profileId: null,
  modelId: null,
  compareOnly: false,
};

/** An archive, a queue whose workers are the test, and runs over both. */
export class RunBench {
  readonly config = { ...defaultConfig(), cameras: [FRONT_CAMERA, { ...FRONT_CAMERA, id: 2, name: 'Yard' }] };
  readonly clock: ManualClock;
  readonly #context: TestContext;
  readonly #folder: string;
  #parts: ReturnType<typeof openHistory>;
  /** By turns, as both workers go on side by side. */
  readonly #kinds: JobKind[] = ['still', 'clip'];
  service: ReanalysisService;

  private constructor(context: TestContext, fixture: Awaited<ReturnType<typeof historyFixture>>) {
    this.#context = context;
    this.#folder = fixture.folder;
    this.clock = fixture.clock;
    this.#parts = fixture;
    this.service = this.#createService();
  }

  static async open(context: TestContext): Promise<RunBench> {
    const bench = new RunBench(context, await historyFixture(context));
    await bench.#start();
    return bench;
  }

  get history() {
    return this.#parts.history;
  }

  get queue() {
    return this.#parts.queue;
  }

  /** As the add-on's next start after it was killed or stopped. */
  async restart(): Promise<void> {
    await this.service.stop();
    await this.queue.stop();
    this.#parts = openHistory(this.#context, this.#folder, this.clock);
    this.service = this.#createService();
    await this.#start();
  }

  /** Events an hour apart, the oldest first, each of a picture and a clip in which this was found; their ids. */
  archive(shapes: readonly string[], cameraId = FRONT_CAMERA.id): string[] {
    return shapes.map((shape, index) => {
      const takenAtMs = this.clock.nowMs();
      const files = ['jpg', 'mp4'].map((ending) => `c${cameraId}/${takenAtMs}_${index}.${ending}`);
      const added = files.map((file) => {
        const asset = this.history.addAsset(newAsset(file, { cameraId, takenAtMs }));
        assert.ok(this.work(() => [track(shape)]));
        return asset;
      });
      this.clock.advance(HOUR_MS);
      return added[0]?.eventId ?? '';
    });
  }

  /**
   * Does the next job of either kind; the file's path, or null when there is none to be had.
   * @param find what is found in a file
   */
  work(find: (file: string) => readonly AnalysedTrack[]): string | null {
    for (const kind of this.#kinds.reverse()) {
      const done = this.#workOn(kind, find);
      if (done !== null) return done;
    }
    return null;
  }

  /** Until nothing is left. The files, in their order. */
  async workAll(find: (file: string) => readonly AnalysedTrack[]): Promise<string[]> {
    const done: string[] = [];
    for (let file = this.work(find); file !== null; file = this.work(find)) {
      done.push(file);
      await this.turn();
    }
    return done;
  }

  /** What the pipeline does after each file. */
  async turn(): Promise<void> {
    this.service.queueChanged();
    await this.service.idle();
  }

  keep(eventId: string): void {
    assert.ok(new KeepTable(this.#parts.database).keepEvent(eventId, true));
  }

  shapesOf(eventId: string): string[] {
    return this.history.event(eventId)?.tracks.map(({ shape }) => shape) ?? [];
  }

  #workOn(kind: JobKind, find: (file: string) => readonly AnalysedTrack[]): string | null {
    const job = this.queue.lease(kind, LEASE_MS);
    if (!job) return null;
    const asset = this.history.asset(job.assetId);
    assert.ok(asset);
    this.history.completeAnalysis(job.id, analysis(asset.id, find(asset.file), kind === 'still' ? PICTURE : undefined));
    return asset.file;
  }

  #createService(): ReanalysisService {
    const { database, queue } = this.#parts;
    return new ReanalysisService({
      ledger: new SqliteReanalysisLedger({ database, jobs: queue }),
      config: { read: () => this.config } as unknown as ConfigStore, // only read() is asked
      model: 'test-model',
      models: modelsHere('other'),
      clock: this.clock,
      logger: silentLogger(),
    });
  }

  async #start(): Promise<void> {
    await this.queue.start();
    await this.service.start();
    await this.service.idle();
  }
}
