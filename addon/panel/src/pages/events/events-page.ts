import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { EventCard, EventList } from '../../../../../src/ports/panel/event-card.ts';
import type { PeopleGlance } from '../../../../../src/ports/panel/people-glance.ts';
import { follow } from '../../api/follow.ts';
import { live } from '../../api/live.ts';
import { readPeople } from '../../api/people.ts';
import { type Camera, table } from '../../api/tables.ts';
import { href, type Route } from '../../app/router.ts';
import { leaveTimeline } from '../../app/timeline-address.ts';
import { dayKey, dayName } from '../../format/time.ts';
import { baseStyles } from '../../ui/base-styles.ts';
import '../../ui/empty-note.ts';
import { toastError } from '../../ui/toast.ts';
import { EventCardElement } from './event-card.ts';
import { type EventFilter, filterOf } from './event-filter.ts';
import './filter-bar.ts';
import { t } from './messages.ts';
import { Timeline } from './timeline.ts';
import { whatWasSeen } from './what-was-seen.ts';

const FRAMES_TO_SETTLE = 10;

/** The timeline: what happened, newest first; what happens appears by itself. */
@customElement('events-page')
export class EventsPage extends LitElement {
  static override styles = [
    baseStyles,
    css`
      .day { display: grid; grid-template-columns: minmax(0, 1fr); gap: .7rem; }
      .day h2 { position: sticky; top: 3.6rem; z-index: 2; padding: .45rem 0; background: var(--page); color: var(--text-quiet); font-size: .95rem; }
      .cards { display: grid; gap: .9rem; grid-template-columns: repeat(auto-fill, minmax(min(100%, 16.5rem), 1fr)); }
      .more { justify-self: center; }
      /* Of thousands, those that are near are drawn. */
      event-card { content-visibility: auto; contain-intrinsic-size: auto 15rem; }
      @media (max-width: 760px) { .day h2 { top: 0; } event-card { contain-intrinsic-size: auto 18rem; } }
    `,
  ];

  @property({ attribute: false }) route: Route | null = null;
  @state() private news = '';
  /** Null: not read yet. */
  @state() private cameras: readonly Camera[] | null = null;
  @state() private shapes: readonly string[] = [];
  @state() private people: PeopleGlance['people'] = [];
  readonly #timeline = new Timeline(this, () => this.#filter);
  /** Long before somebody has scrolled there. */
  readonly #end = new IntersectionObserver(([end]) => void (end?.isIntersecting && this.#timeline.more()), {
    rootMargin: '1200px',
  });

  get #filter(): EventFilter {
    return filterOf(this.route?.query ?? new URLSearchParams());
  }

  constructor() {
    super();
    const readNames = () => void this.#readNames().catch(toastError);
    follow(this, () => {
      readNames();
      return [
        live.on('event', (event) => this.#arrived(event)),
        live.on('gone', ({ eventIds }) => this.#timeline.gone(eventIds)),
        live.on('config', readNames),
        live.onConnection((connected) => {
          if (!connected) return;
          void this.#timeline.reload();
          readNames();
        }),
        () => this.#end.disconnect(),
      ];
    });
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.get('route')) this.#timeline.find();
  }

  /** To where an event was opened. */
  protected override firstUpdated(): void {
    const left = this.#timeline.comeBack();
    if (!left) return;
    void this.updateComplete.then(() => this.#returnTo(left));
  }

  /** Cards have their true height only once they are near: until nothing moves any more. */
  async #returnTo({ eventId, topPx }: { readonly eventId: string; readonly topPx: number }): Promise<void> {
    const card = this.renderRoot.querySelector(`[data-event="${CSS.escape(eventId)}"]`);
    for (let frame = 0; card && frame < FRAMES_TO_SETTLE; frame++) {
      window.scrollBy(0, card.getBoundingClientRect().top - topPx);
      await new Promise(requestAnimationFrame);
    }
  }

  protected override updated(): void {
    this.#end.disconnect();
    const end = this.renderRoot.querySelector('.more');
    if (end && this.#timeline.older === 'at rest') this.#end.observe(end);
  }

  async #readNames(): Promise<void> {
    const [cameras, profiles, shapes, { people }] = await Promise.all([
      table('cameras'),
      table('analytics_profiles'),
      table('analytics_shapes'),
      readPeople(),
    ]);
    this.cameras = cameras;
    this.people = people;
    const looked = new Set(profiles.flatMap((profile) => profile.shapes));
    this.shapes = shapes.filter(({ id }) => looked.has(id)).map(({ shape }) => shape);
  }

  #arrived(event: EventCard): void {
    if (this.#timeline.arrived(event))
      this.news = t('newEvents', { what: whatWasSeen(event), camera: this.#nameOf(event) });
  }

  #nameOf({ cameraId }: EventCard): string {
    return this.cameras === null ? '' : (this.cameras.find(({ id }) => id === cameraId)?.name ?? t('removedCamera'));
  }

  protected override render() {
    return html`<div class="page">
      <div class="page-head"><h1>${t('title')}</h1></div>
      <filter-bar .filter=${this.#filter} .cameras=${this.cameras ?? []} .shapes=${this.shapes} .people=${this.people}></filter-bar>
      <div class="sr-only" role="status">${this.news}</div>
      ${this.#timeline.render((list) => (list.events.length > 0 ? this.#days(list) : this.#empty()))}
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
            (event) =>
              html`<event-card data-event=${event.id} .event=${event} cameraName=${this.#nameOf(event)} @click=${this.#open}></event-card>`,
          )}</div>
        </section>`,
      )}
      ${next ? html`<button class="more" ?disabled=${this.#timeline.older === 'asked'} @click=${() => this.#timeline.more()}>${t('more')}</button>` : nothing}`;
  }

  readonly #open = ({ currentTarget }: Event) => {
    if (!(currentTarget instanceof EventCardElement) || !currentTarget.event) return;
    leaveTimeline();
    this.#timeline.keep(currentTarget.event.id, currentTarget.getBoundingClientRect().top);
  };

  #empty() {
    if (Object.values(this.#filter).some((value) => value !== '')) {
      return html`<empty-note icon="eye" heading=${t('noMatch')} hint=${t('noMatchHint')}>
        <a class="button" href=${href('events')}>${t('clear')}</a></empty-note>`;
    }
    if (this.cameras === null || this.cameras.length > 0)
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
