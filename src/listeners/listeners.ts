import type { MediaPath } from '../domain/media-path.ts';
import type { ConfigStore, ReadonlyConfig } from '../ports/config-store.ts';
import type { DetectionSink } from '../ports/detection-sink.ts';
import type { FileRecogniser, RecognisedFile } from '../ports/file-recogniser.ts';
import type { History, Recording } from '../ports/history.ts';
import type { ListenerHealth, ListenerTrial, ListenerWatch } from '../ports/listener-health.ts';
import type { Logger } from '../runtime/logger.ts';
import type { ServiceHealth } from '../runtime/service.ts';
import type { SqliteDatabase } from '../runtime/sqlite-database.ts';
import { type CallParts, callListener } from './call-listener.ts';
import { ConfigNews } from './config-news.ts';
import { CALL_MS, Deliveries, failureOf, type Listener } from './deliveries.ts';
import { FileAsker } from './file-asker.ts';
import { HealthBoard } from './health-board.ts';
import { detectionMessage, recordingMessage, trialMessage } from './messages.ts';
import { OutboxTable } from './outbox-table.ts';

/** Recordings that came since the last one that listeners were told of; more at once are rare. */
const NEW_RECORDINGS = 50;

export interface ListenersParts extends CallParts {
  readonly config: ConfigStore;
  readonly history: History;
  readonly database: SqliteDatabase;
  /** Whether an address is a service of Concierge itself, which acts without being called. */
  readonly isOwn: (url: string) => boolean;
  readonly urlOf: (file: MediaPath) => string;
  readonly logger: Logger;
}

type CallbackType = 'config' | 'ftp' | 'recording' | 'detection';

/** The rows of camera_listeners: who is called when something happens. Nothing waits for them but an unknown file. */
export class Listeners implements DetectionSink, FileRecogniser, ListenerWatch {
  readonly name = 'listeners';
  readonly startsQuietly = true;
  readonly #parts: ListenersParts;
  readonly #board: HealthBoard;
  readonly #outbox: OutboxTable;
  readonly #deliveries: Deliveries;
  readonly #asker: FileAsker;
  readonly #configNews = new ConfigNews();
  #lastRecordingId = 0;
  #unsubscribe: () => void = () => {};

  constructor(parts: ListenersParts) {
    this.#parts = parts;
    this.#board = new HealthBoard(parts.clock);
    this.#outbox = new OutboxTable(parts.database);
    const find = (id: number) => this.#rows().find((listener) => listener.id === id) ?? null;
    this.#deliveries = new Deliveries({ ...parts, outbox: this.#outbox, health: this.#board, find });
    this.#asker = new FileAsker({ ...parts, health: this.#board });
  }

  async start(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    const { config, history, clock } = this.#parts;
    this.#configNews.begin(config.read());
    this.#lastRecordingId = highestId(history.recordings({ limit: NEW_RECORDINGS }));
    this.#unsubscribe = config.onChange((document) => this.#configChanged(document));
    this.#outbox.keepOnly(this.#rows().map(({ id }) => id));
    // What kept a listener from hearing us may have been what the restart has put right.
    this.#outbox.hurry(clock.nowMs());
    for (const { id } of this.#rows()) this.#deliveries.wake(id);
  }

  async stop(): Promise<void> {
    this.#unsubscribe();
    this.#asker.stop();
    await this.#deliveries.stop();
  }

  /** What others' services do is no fault of ours: listenerHealth says that of each. */
  health(): ServiceHealth {
    const others = this.listenerHealth().filter(({ state }) => state !== 'own');
    const failing = others.filter(({ state }) => state === 'failing' || state === 'refused').length;
    if (others.length === 0) return { state: 'running', detail: 'nobody listens' };
    const detail =
      failing === 0
        ? `listeners: ${others.length}`
        : `listeners: ${others.length}, of which cannot be reached: ${failing}`;
    return { state: 'running', detail };
  }

  listenerHealth(): readonly ListenerHealth[] {
    return this.#parts.config.read().camera_listeners.map(({ id, url }) => {
      const entry = this.#board.of(id);
      const own = this.#parts.isOwn(url) ? { state: 'own' as const } : {};
      return { listenerId: id, ...entry, ...own, waiting: this.#outbox.waiting(id) };
    });
  }

  async tryListener(listenerId: number, signal: AbortSignal): Promise<ListenerTrial | null> {
    const { clock } = this.#parts;
    const listener = this.#rows().find(({ id }) => id === listenerId);
    if (!listener) return null;
    const startedAtMs = clock.nowMs();
    const body = JSON.stringify(trialMessage(listener.callback_type));
    const outcome = await callListener(listener.url, body, CALL_MS, this.#parts, signal);
    const failure = failureOf(outcome);
    if (failure === null) this.#board.succeeded(listenerId);
    else this.#board.failed(listenerId, failure.why, failure.isLasting && outcome.kind === 'failed');
    const answered = outcome.kind === 'answered' ? `it answers status ${outcome.status}` : '';
    return { ok: failure === null, detail: failure?.why ?? answered, elapsedMs: clock.nowMs() - startedAtMs };
  }

  /** A clip that has just come has a recording by now. */
  motion(cameraId: number): void {
    if (this.#of('recording').length === 0) return;
    const found = this.#parts.history.recordings({ cameraId, limit: NEW_RECORDINGS });
    const fresh = found.filter(({ id }) => id > this.#lastRecordingId);
    this.#lastRecordingId = Math.max(this.#lastRecordingId, highestId(found));
    for (const recording of fresh) this.#tellRecording(recording);
  }

  eventChanged(eventId: string): void {
    if (this.#of('detection').length === 0 && this.#of('recording').length === 0) return;
    const event = this.#parts.history.event(eventId);
    const camera = this.#parts.config.read().cameras.find(({ id }) => id === event?.cameraId);
    if (!event || !camera) return;
    const message = detectionMessage(event, camera, this.#parts.urlOf);
    if (message !== null) this.#put('detection', `event/${event.id}`, message);
    for (const { recordingId, mediaType } of event.assets) {
      const recording = recordingId === null || mediaType === 'jpg' ? null : this.#parts.history.recording(recordingId);
      if (recording) this.#tellRecording(recording);
    }
  }

  /** They were told when it happened. */
  eventRevised(): void {}

  queueChanged(): void {}

  async recognise(file: MediaPath): Promise<RecognisedFile | null> {
    return this.#asker.ask(file, this.#of('ftp'));
  }

  tell(file: MediaPath): void {
    this.#put('ftp', `file/${file}`, { file: `/${file}` });
  }

  #configChanged(document: ReadonlyConfig): void {
    for (const { cameraId, message } of this.#configNews.since(document)) {
      this.#put('config', `camera/${cameraId}/${message.action}`, message);
    }
    this.#outbox.keepOnly(document.camera_listeners.map(({ id }) => id));
    for (const { id } of this.#rows()) this.#deliveries.wake(id);
  }

  #tellRecording(recording: Recording): void {
    const camera = this.#parts.config.read().cameras.find(({ id }) => id === recording.cameraId);
    if (!camera) return;
    this.#put('recording', `recording/${recording.id}`, recordingMessage(recording, camera, this.#parts.urlOf));
  }

  #put(type: CallbackType, subject: string, message: object): void {
    const body = JSON.stringify(message);
    for (const { id } of this.#of(type)) {
      this.#board.dropped(id, this.#outbox.put(id, subject, body, this.#parts.clock.nowMs()));
      this.#deliveries.wake(id);
    }
  }

  #of(type: CallbackType): readonly Listener[] {
    return this.#rows().filter((listener) => listener.callback_type === type);
  }

  /** Those that are called over the network. */
  #rows(): readonly Listener[] {
    return this.#parts.config.read().camera_listeners.filter(({ url }) => !this.#parts.isOwn(url));
  }
}

function highestId(recordings: readonly Recording[]): number {
  return Math.max(0, ...recordings.map(({ id }) => id));
}
