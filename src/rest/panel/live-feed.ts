import type { AnalysisQueue } from '../../ports/analysis-queue.ts';
import type { ConfigStore } from '../../ports/config-store.ts';
import type { DetectionSink } from '../../ports/detection-sink.ts';
import type { EventDetails, History } from '../../ports/history.ts';
import type { LiveMessages, NamedHealth } from '../../ports/panel/live-message.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { ServiceHealth } from '../../runtime/service.ts';
import { eventCard } from './event-card.ts';

/** A burst of uploads tells the queue's length once in this time. */
const QUEUE_EVERY_MS = 500;
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
export class LiveFeed implements DetectionSink {
  readonly name = 'live updates';
  readonly #parts: LiveFeedParts;
  readonly #watchers = new Set<LiveWatcher>();
  #unsubscribe = () => {};
  #cancelQueue: (() => void) | null = null;
  #cancelHealth = () => {};
  #lastHealth = '';
  #revision = 0;

  constructor(parts: LiveFeedParts) {
    this.#parts = parts;
  }

  async start(): Promise<void> {
    this.#unsubscribe = this.#parts.config.onChange(() => this.#tell('config', { revision: ++this.#revision }));
  }

  async stop(): Promise<void> {
    this.#unsubscribe();
    this.#cancelHealth();
    this.#cancelQueue?.();
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

  queueChanged(): void {
    if (this.#watchers.size === 0) return;
    this.#cancelQueue ??= this.#parts.clock.after(QUEUE_EVERY_MS, () => {
      this.#cancelQueue = null;
      this.#tell('queue', this.#parts.queue.depth());
    });
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
