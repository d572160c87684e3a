import { join } from 'node:path';
import type { TestContext } from 'node:test';
import type { ConfigDocument } from '../../src/domain/config-records.ts';
import type { ReanalysisTarget } from '../../src/ports/reanalysis.ts';
import { HomeAssistantSink } from '../../src/publish/home-assistant-sink.ts';
import { STATUS_TOPIC } from '../../src/publish/mqtt/topics.ts';
import { MediaSigner } from '../../src/runtime/media-signer.ts';
import { FakeHomeAssistant, type FakeHomeAssistantOptions } from '../fakes/home-assistant.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { recordingLogger } from '../support/test-logger.ts';
import { MemoryConfigStore } from './memory-config-store.ts';
import { MemoryHistory } from './memory-history.ts';
import { camera, configWith, event, FRONT_UUID, type SampleAsset } from './samples.ts';
import { WatchedClock } from './watched-clock.ts';

const TOKEN = 'a-token';
const SETTLE_MS = 2000;

/** A sink with everything around it, and a Home Assistant that it connects to. */
export class SinkBench {
  readonly home: FakeHomeAssistant;
  readonly clock = new WatchedClock();
  readonly config: MemoryConfigStore;
  readonly history = new MemoryHistory();
  readonly lines: string[];
  readonly queue = { waiting: 0 };
  ftpSessions = 0;
  readonly reanalysed: ReanalysisTarget[] = [];
  sink: HomeAssistantSink;
  readonly #folder: string;
  readonly #logger: ReturnType<typeof recordingLogger>['logger'];

  private constructor(home: FakeHomeAssistant, folder: string, document: ConfigDocument) {
    const { logger, lines } = recordingLogger();
    this.home = home;
    this.lines = lines;
    this.#logger = logger;
    this.#folder = folder;
    this.config = new MemoryConfigStore(document);
    this.sink = this.makeSink();
  }

  static async create(
    context: TestContext,
    options: FakeHomeAssistantOptions = {},
    document = configWith([camera(1, FRONT_UUID, 'Front door')]),
  ): Promise<SinkBench> {
    const home = await FakeHomeAssistant.start({ token: TOKEN, ...options });
    let bench: SinkBench | null = null;
    // Before the folder's own: what is being written there must have ended when it goes.
    context.after(async () => {
      const stopping = bench?.sink.stop();
      bench?.clock.advance(10_000);
      await stopping;
      await home.stop();
    });
    bench = new SinkBench(home, await temporaryFolder(context), document);
    return bench;
  }

  get layoutFile(): string {
    return join(this.#folder, 'home-assistant-layouts.json');
  }

  /** A sink as after a restart of the add-on. */
  makeSink(token = TOKEN, url = this.home.url): HomeAssistantSink {
    return new HomeAssistantSink({
      connection: { url, token },
      config: this.config,
      history: this.history,
      queue: {
        depth: () => ({ stills: 0, clips: this.queue.waiting, oldestWaitMs: 0, setAside: 0 }),
        waitingFor: () => this.queue.waiting,
      },
      mediaBaseUrl: 'http://concierge:8000/',
      homeAssistantMedia: 'local/concierge',
      signer: new MediaSigner(Buffer.alloc(32, 7)),
      version: '0.1.0',
      folder: this.#folder,
      reanalysis: {
        request: (target) => {
          this.reanalysed.push(target);
          return { queued: 1, alreadyWaiting: 0, skipped: 0 };
        },
      },
      vitals: { ftpSessions: () => this.ftpSessions, diskLevel: async () => 0.42 },
      logger: this.#logger,
      clock: this.clock,
    });
  }

  /** Started, and everything published. */
  async online(): Promise<void> {
    await this.sink.start();
    await this.settled();
  }

  /** Everything that is due has been published, and Home Assistant has had time to listen to its entities. */
  async settled(): Promise<void> {
    await this.home.waitFor(() => this.home.retained.get('concierge/status') === 'online');
    await this.quiet();
    await this.pass(SETTLE_MS);
  }

  /** Nothing is under way any more: the loop turned many times without another command arriving. */
  async quiet(): Promise<void> {
    let seen = -1;
    for (let calm = 0; calm < 40; calm += 1) {
      if (this.home.commands.length !== seen) calm = 0;
      seen = this.home.commands.length;
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  /** Lets time pass in steps, so that whoever is asked in between (a ping) can answer in time. */
  async pass(durationMs: number): Promise<void> {
    for (let restMs = durationMs; restMs > 0; restMs -= 5000) {
      this.clock.advance(Math.min(5000, restMs));
      await this.quiet();
    }
  }

  /** The connection drops, comes back after the shortest wait, and everything is published again. */
  async reconnect(waitMs = 1000): Promise<void> {
    const before = this.home.at(STATUS_TOPIC).length;
    this.home.dropConnections();
    await this.clock.wait(waitMs);
    this.clock.advance(waitMs);
    await this.home.waitFor(() => this.home.at(STATUS_TOPIC).length > before);
    await this.quiet();
    await this.pass(SETTLE_MS);
  }

  /** The lines of the log that hold this text. */
  logged(text: string): string[] {
    return this.lines.filter((line) => line.includes(text));
  }

  see(id: string, samples: readonly SampleAsset[], cameraId = 1): void {
    const details = event(id, cameraId, samples);
    const first = this.history.event(id) === null;
    this.history.put(details);
    if (first && details.tracks.some(({ suppressed }) => !suppressed)) this.history.announce(id, this.clock.nowMs());
    this.sink.eventChanged(id);
  }
}
