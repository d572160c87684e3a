import { mkdir, symlink, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { TestContext } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import type { Camera } from '../../src/domain/config-records.ts';
import { nextId } from '../../src/domain/next-id.ts';
import { SqliteAnalysisQueue } from '../../src/queue/sqlite-queue.ts';
import { MediaRoot } from '../../src/runtime/media-root.ts';
import { MediaSigner } from '../../src/runtime/media-signer.ts';
import type { SqliteDatabase } from '../../src/runtime/sqlite-database.ts';
import { openDatabase } from '../../src/store/database.ts';
import { LowdbConfigStore } from '../../src/store/lowdb-config-store.ts';
import { RecordingEdits } from '../../src/store/recording-edits.ts';
import { SqliteHistory } from '../../src/store/sqlite-history.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { recordingLogger } from '../support/test-logger.ts';
import { TEST_SECRETS } from '../support/test-secrets.ts';

/** The real stores in a folder that goes with the test, and a ROOT_DIR to put files into. */
export class Stores {
  readonly clock = new ManualClock();
  readonly #log = recordingLogger();
  readonly logger = this.#log.logger;
  readonly rootDir: string;
  readonly outside: string;
  readonly media: MediaRoot;
  readonly database: SqliteDatabase;
  readonly signer = new MediaSigner(Buffer.alloc(32, 7));
  readonly config: LowdbConfigStore;
  readonly recordings: RecordingEdits;
  readonly queue: SqliteAnalysisQueue;
  readonly history: SqliteHistory;

  private constructor(context: TestContext, folder: string) {
    this.rootDir = join(folder, 'media');
    this.outside = join(folder, 'outside');
    this.media = new MediaRoot(this.rootDir);
    const { clock, logger } = this;
    this.database = openDatabase({ folder: join(folder, 'state'), logger, clock });
    context.after(() => this.database.close());
    this.config = new LowdbConfigStore({ folder: join(folder, 'state'), logger, clock, secrets: TEST_SECRETS });
    this.queue = new SqliteAnalysisQueue({ database: this.database, clock, logger });
    this.recordings = new RecordingEdits(this.database);
    this.history = new SqliteHistory({ database: this.database, jobs: this.queue, clock });
  }

  static async open(context: TestContext): Promise<Stores> {
    const stores = new Stores(context, await temporaryFolder(context));
    await mkdir(stores.rootDir);
    await mkdir(stores.outside);
    await stores.config.start();
    return stores;
  }

  async addCamera(name: string, fields: Partial<Camera> = {}): Promise<number> {
    return this.config.change((draft) => {
      const id = nextId(draft, 'cameras');
      draft.cameras.push({
        id,
        uuid: `00000000-0000-4000-8000-${String(id).padStart(12, '0')}`,
        name,
        brand: 1,
        host: '',
        user: '',
        password: '',
        analytics_profile: null,
        timezone: 'UTC',
        snapshot_url: '',
        live_url_hd: '',
        live_url_sd: '',
        state: 'OK',
        analytics_enabled: true,
        zones: [],
        ...fields,
      });
      return id;
    });
  }

  /** A file of `sizeBytes` under ROOT_DIR, last changed `ageMs` before the clock's now. */
  async put(file: string, { sizeBytes = 10, ageMs = 60_000 } = {}): Promise<void> {
    const path = join(this.rootDir, file);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, Buffer.alloc(sizeBytes, 1));
    await this.touch(file, ageMs);
  }

  async touch(file: string, ageMs: number): Promise<void> {
    const seconds = (this.clock.nowMs() - ageMs) / 1000;
    await utimes(join(this.rootDir, file), seconds, seconds);
  }

  async linkOut(file: string): Promise<void> {
    const target = join(this.outside, 'secret.jpg');
    await writeFile(target, 'secret');
    await symlink(target, join(this.rootDir, file));
  }

  /** Waits for a line of level info or above; the test's own time limit ends the wait. */
  async untilLogged(pattern: RegExp): Promise<void> {
    while (!this.logged('info').some((line) => pattern.test(line))) await setImmediate();
  }

  /** Everything that the log holds, as it is written. */
  logLines(): readonly string[] {
    return this.#log.lines;
  }

  /** What the log says, of this level and above. */
  logged(level: 'info' | 'warn' | 'error'): string[] {
    const lowest = { info: 30, warn: 40, error: 50 }[level];
    return this.#log.lines.map(parseLine).flatMap((entry) => (entry.level >= lowest ? [entry.msg] : []));
  }
}

function parseLine(line: string): { level: number; msg: string } {
  const entry: unknown = JSON.parse(line);
  if (typeof entry === 'object' && entry !== null && 'level' in entry && 'msg' in entry) {
    return { level: Number(entry.level), msg: String(entry.msg) };
  }
  throw new Error(`This is no line of the log: ${line}`);
}
