import type { AnalysisQueue } from '../../ports/analysis-queue.ts';
import type { ConfigStore } from '../../ports/config-store.ts';
import type { DetectionSink } from '../../ports/detection-sink.ts';
import type { ReidentificationProgress } from '../../ports/gallery.ts';
import type { EventDetails, History } from '../../ports/history.ts';
import type { EventViewers } from '../../ports/panel/event-viewers.ts';
import type { LiveMessages, NamedHealth } from '../../ports/panel/live-message.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { ServiceHealth } from '../../runtime/service.ts';
import { eventCard } from './event-card.ts';

/** What changes in bursts, such as the queue's length, is told once in this time. */
const SOON_MS = 500;
/** Services do not say when they change: they are looked at this often, while anybody watches. */
const HEALTH_EVERY_MS = 3000;

export interface LiveFeedParts {
  readonly history: Pick<History, 'event' | 'events'>;
  readonly queue: Pick<AnalysisQueue, 'depth'>;
  readonly config: Pick<ConfigStore, 'onChange'>;
  readonly health: () => readonly NamedHealth[];
  readonly clock: Clock;
}

export type LiveListener = <Name extends keyof LiveMessages>(name: Name, message: LiveMessages[Name]) => void;

export interface LiveWatcher {
  readonly tell: LiveListener;
  /** The feed ends: nothing will be told any more. */
  readonly ended: () => void;
}

/** Tells every open panel what happens. Nothing is kept: who opens one reads first how things are. */
export class LiveFeed implements DetectionSink, EventViewers {
  readonly name = 'live updates';
  readonly startsQuietly = true;
  readonly #parts: LiveFeedParts;
  readonly #watchers = new Set<LiveWatcher>();
  #unsubscribe = () => {};
  /** What is to be told, as it will be then. */
  readonly #soon = new Map<keyof LiveMessages, () => void>();
  #cancelHealth = () => {};
  #lastHealth = '';
  #revision = 0;
  #judging: ReidentificationProgress | null = null;

  constructor(parts: LiveFeedParts) {
    this.#parts = parts;
  }

  async start(): Promise<void> {
    this.#unsubscribe = this.#parts.config.onChange(() => this.#tell('config', { revision: ++this.#revision }));
  }

  async stop(): Promise<void> {
    this.#unsubscribe();
    this.#cancelHealth();
    for (const cancel of this.#soon.values()) cancel();
    this.#soon.clear();
    for (const watcher of this.#watchers) watcher.ended();
    this.#watchers.clear();
  }

  health(): ServiceHealth {
    return { state: 'running', detail: `${this.#watchers.size} open` };
  }

  motion(cameraId: number): void {
    this.#tellOf(() => this.#parts.history.events({ cameraId, limit: 1 })[0]);
  }

  eventChanged(eventId: string): void {
    this.#tellOf(() => this.#parts.history.event(eventId));
  }

  eventRevised(eventId: string): void {
    this.eventChanged(eventId);
  }

  queueChanged(): void {
    this.#tellSoon('queue', () => this.#parts.queue.depth());
  }

  /** One that another upload has joined meanwhile is still there. */
  eventsGone(eventIds: readonly string[]): void {
    if (this.#watchers.size === 0) return;
    const gone = eventIds.filter((id) => this.#parts.history.event(id) === null);
    if (gone.length > 0) this.#tell('gone', { eventIds: gone });
  }

  /** Its beginning and its end are told at once. */
  judging(progress: ReidentificationProgress): void {
    const turned = progress.isRunning !== this.#judging?.isRunning;
    this.#judging = progress;
    if (turned) this.#tell('judging', progress);
    else this.#tellSoon('judging', () => this.#judging ?? progress);
  }

  /** The answer ends it. */
  watch(watcher: LiveWatcher): () => void {
    this.#watchers.add(watcher);
    if (this.#watchers.size === 1) this.#lookAtHealth();
    return () => {
      this.#watchers.delete(watcher);
      if (this.#watchers.size === 0) this.#cancelHealth();
    };
  }

  #tellOf(find: () => EventDetails | null | undefined): void {
    const event = this.#watchers.size > 0 ? find() : null;
    if (event) this.#tell('event', eventCard(event));
  }

  #tellSoon<Name extends keyof LiveMessages>(name: Name, read: () => LiveMessages[Name]): void {
    if (this.#watchers.size === 0 || this.#soon.has(name)) return;
    const tell = () => {
      this.#soon.delete(name);
      this.#tell(name, read());
    };
    this.#soon.set(name, this.#parts.clock.after(SOON_MS, tell));
  }

  #lookAtHealth(): void {
    const health = this.#parts.health().filter(({ name }) => name !== this.name);
    const now = JSON.stringify(health);
    if (now !== this.#lastHealth) this.#tell('health', health);
    this.#lastHealth = now;
    this.#cancelHealth = this.#parts.clock.after(HEALTH_EVERY_MS, () => this.#lookAtHealth());
  }

  #tell: LiveListener = (name, message) => {
    for (const watcher of this.#watchers) watcher.tell(name, message);
  };
}
