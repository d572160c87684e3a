import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { EventCard, EventList } from '../../../../../src/ports/panel/event-card.ts';
import type { PeopleGlance } from '../../../../../src/ports/panel/people-glance.ts';
import { getJson } from '../../api/client.ts';
import { Fetched } from '../../api/fetched.ts';
import { follow } from '../../api/follow.ts';
import { live } from '../../api/live.ts';
import { readPeople } from '../../api/people.ts';
import { type Camera, table } from '../../api/tables.ts';
import { href, type Route } from '../../app/router.ts';
import { dayKey, dayName } from '../../format/time.ts';
import { baseStyles } from '../../ui/base-styles.ts';
import '../../ui/empty-note.ts';
import './event-card.ts';
import { eventQuery, filterOf, isWanted, NO_FILTER } from './event-filter.ts';
import './filter-bar.ts';
import { t } from './messages.ts';
import { whatWasSeen } from './what-was-seen.ts';

/** The timeline: what happened, newest first; what happens appears by itself. */
@customElement('events-page')
export class EventsPage extends LitElement {
  static override styles = [
    baseStyles,
    css`
      .day { display: grid; gap: .7rem; }
      .day h2 { position: sticky; top: 3.6rem; z-index: 2; padding: .45rem 0; background: var(--page); color: var(--text-quiet); font-size: .95rem; }
      .cards { display: grid; gap: .9rem; grid-template-columns: repeat(auto-fill, minmax(min(100%, 16.5rem), 1fr)); }
      .more { justify-self: center; }
      @media (max-width: 760px) { .day h2 { top: 3.1rem; } }
    `,
  ];

  @property({ attribute: false }) route: Route | null = null;
  @state() private news = '';
  @state() private cameras: readonly Camera[] = [];
  @state() private shapes: readonly string[] = [];
  @state() private people: PeopleGlance['people'] = [];
  #filter = NO_FILTER;
  readonly #list = new Fetched(this, (signal) => this.#read(null, signal));
  constructor() {
    super();
    follow(this, () => [
      live.on('event', (event) => this.#arrived(event)),
      live.on('gone', ({ eventIds }) => this.#gone(eventIds)),
      live.on('config', () => void this.#readNames()),
      live.onConnection((connected) => connected && this.#list.reload()),
    ]);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#readNames();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('route') || !this.route) return;
    const filter = filterOf(this.route.query);
    if (JSON.stringify(filter) === JSON.stringify(this.#filter)) return;
    this.#filter = filter;
    void this.#list.reload();
  }

  #read(before: string | null, signal?: AbortSignal): Promise<EventList> {
    const query = eventQuery(this.route ? filterOf(this.route.query) : this.#filter, before);
    return getJson<EventList>(`panel/events?${query}`, signal);
  }

  async #readNames(): Promise<void> {
    const [cameras, profiles, shapes, { people }] = await Promise.all([
      table('cameras'),
      table('analytics_profiles'),
      table('analytics_shapes'),
      readPeople(),
    ]).catch(() => [[], [], [], { people: [] }] as const);
    this.cameras = cameras;
    this.people = people;
    const looked = new Set(profiles.flatMap((profile) => profile.shapes));
    this.shapes = shapes.filter(({ id }) => looked.has(id)).map(({ shape }) => shape);
  }

  #arrived(event: EventCard): void {
    const list = this.#list.value;
    if (!list) return;
    const known = list.events.some(({ id }) => id === event.id);
    const others = list.events.filter(({ id }) => id !== event.id);
    const wanted = isWanted(event, this.#filter);
    const events = wanted ? [...others, event].sort((a, b) => b.startedAtMs - a.startedAtMs) : others;
    this.#list.set({ ...list, events });
    if (wanted && !known) this.news = t('newEvents', { what: whatWasSeen(event), camera: this.#nameOf(event) });
  }

  #gone(eventIds: readonly string[]): void {
    const list = this.#list.value;
    if (!list) return;
    const events = list.events.filter(({ id }) => !eventIds.includes(id));
    // All that is shown may have gone, and older ones not.
    if (events.length === 0 && list.next !== null) void this.#list.reload();
    else this.#list.set({ ...list, events });
  }

  async #older(): Promise<void> {
    const list = this.#list.value;
    if (!list?.next) return;
    const older = await this.#read(list.next);
    const known = new Set(list.events.map(({ id }) => id));
    this.#list.set({ events: [...list.events, ...older.events.filter(({ id }) => !known.has(id))], next: older.next });
  }

  #nameOf({ cameraId }: EventCard): string {
    return this.cameras.find(({ id }) => id === cameraId)?.name ?? t('removedCamera');
  }

  protected override render() {
    return html`<div class="page">
      <div class="page-head"><h1>${t('title')}</h1></div>
      <filter-bar .filter=${this.#filter} .cameras=${this.cameras} .shapes=${this.shapes} .people=${this.people}></filter-bar>
      <div class="sr-only" role="status">${this.news}</div>
      ${this.#list.render((list) => (list.events.length > 0 ? this.#days(list) : this.#empty()))}
    </div>`;
  }

  #days({ events, next }: EventList) {
    const days = Map.groupBy(events, ({ startedAtMs }) => dayKey(startedAtMs));
    return html`
      ${repeat(
        days,
        ([day]) => day,
        ([, ofDay]) => html`<section class="day">
          <h2>${dayHeading(ofDay[0]?.startedAtMs ?? 0)}</h2>
          <div class="cards">${repeat(
            ofDay,
            ({ id }) => id,
            (event) => html`<event-card .event=${event} cameraName=${this.#nameOf(event)}></event-card>`,
          )}</div>
        </section>`,
      )}
      ${next ? html`<button class="more" @click=${() => this.#older()}>${t('more')}</button>` : nothing}`;
  }

  #empty() {
    if (Object.values(this.#filter).some((value) => value !== '')) {
      return html`<empty-note icon="eye" heading=${t('noMatch')} hint=${t('noMatchHint')}>
        <a class="button" href=${href('events')}>${t('clear')}</a></empty-note>`;
    }
    if (this.cameras.length > 0)
      return html`<empty-note icon="eye" heading=${t('noEvents')} hint=${t('noEventsHint')}></empty-note>`;
    return html`<empty-note icon="camera" heading=${t('noCameras')} hint=${t('noCamerasHint')}>
      <a class="button primary" href=${href('cameras', ['new'])}><ui-icon name="plus"></ui-icon>${t('addCamera')}</a></empty-note>`;
  }
}

function dayHeading(ms: number): string {
  const day = dayKey(ms);
  if (day === dayKey(Date.now())) return t('today');
  return day === dayKey(Date.now() - 86_400_000) ? t('yesterday') : dayName(ms);
}
