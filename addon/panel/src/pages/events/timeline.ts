import type { ReactiveControllerHost } from 'lit';
import type { EventCard, EventList } from '../../../../../src/ports/panel/event-card.ts';
import { getJson } from '../../api/client.ts';
import { Fetched } from '../../api/fetched.ts';
import { toastError } from '../../ui/toast.ts';
import { type EventFilter, eventQuery, isWanted } from './event-filter.ts';
import { keepList, takeKeptList, withNewest } from './kept-list.ts';

/** The events that are looked for, newest first, as far back as was asked. */
export class Timeline {
  readonly #host: ReactiveControllerHost;
  readonly #filter: () => EventFilter;
  readonly #list: Fetched<EventList>;
  #asked = '';
  /** What the list is an answer to. */
  #answered = '';
  /** Those before the last one are on their way, or could not be had. */
  older: 'at rest' | 'asked' | 'failed' = 'at rest';

  /** @param filter what is looked for now */
  constructor(host: ReactiveControllerHost, filter: () => EventFilter) {
    this.#host = host;
    this.#filter = filter;
    this.#list = new Fetched(host, (signal) => this.#newest(signal));
  }

  get render(): Fetched<EventList>['render'] {
    return this.#list.render.bind(this.#list);
  }

  reload(): Promise<void> {
    return this.#list.reload();
  }

  /** Something else may be looked for than before. */
  find(): void {
    if (eventQuery(this.#filter(), null) === this.#asked) return;
    this.older = 'at rest';
    void this.reload();
  }

  /** With all that was read until an event was opened; null: nothing was kept. */
  comeBack(): { readonly eventId: string; readonly topPx: number } | null {
    const kept = takeKeptList(eventQuery(this.#filter(), null));
    if (!kept) return null;
    this.#answered = kept.query;
    this.#list.set(kept.list);
    return kept;
  }

  keep(eventId: string, topPx: number): void {
    const list = this.#list.value;
    if (list) keepList({ query: this.#answered, list, eventId, topPx });
  }

  async #newest(signal: AbortSignal): Promise<EventList> {
    const query = eventQuery(this.#filter(), null);
    this.#asked = query;
    const newest = await getJson<EventList>(`panel/events?${query}`, signal);
    const shown = query === this.#answered ? this.#list.value : null;
    this.#answered = query;
    return shown ? withNewest(shown, newest) : newest;
  }

  async more(): Promise<void> {
    const { next } = this.#list.value ?? { next: null };
    if (next === null || this.older === 'asked') return;
    const query = this.#answered;
    this.#turn('asked');
    try {
      const older = await getJson<EventList>(`panel/events?${eventQuery(this.#filter(), next)}`);
      // Something else may be looked for by now, and some of it may have arrived or gone.
      const list = query === this.#answered ? this.#list.value : null;
      const known = new Set(list?.events.map(({ id }) => id));
      if (list)
        this.#list.set({ ...older, events: [...list.events, ...older.events.filter(({ id }) => !known.has(id))] });
      this.#turn('at rest');
    } catch (error) {
      this.#turn('failed');
      toastError(error);
    }
  }

  /** Whether it is one that was looked for, and new. */
  arrived(event: EventCard): boolean {
    const list = this.#list.value;
    if (!list) return false;
    const others = list.events.filter(({ id }) => id !== event.id);
    const wanted = isWanted(event, this.#filter());
    const events = wanted ? [...others, event].sort((a, b) => b.startedAtMs - a.startedAtMs) : others;
    this.#list.set({ ...list, events });
    return wanted && others.length === list.events.length;
  }

  gone(eventIds: readonly string[]): void {
    const list = this.#list.value;
    if (!list) return;
    const events = list.events.filter(({ id }) => !eventIds.includes(id));
    // All that is shown may have gone, and older ones not.
    if (events.length === 0 && list.next !== null) void this.reload();
    else this.#list.set({ ...list, events });
  }

  #turn(older: Timeline['older']): void {
    this.older = older;
    this.#host.requestUpdate();
  }
}
