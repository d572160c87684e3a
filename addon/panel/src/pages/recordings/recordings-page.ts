import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { RecordingCard, RecordingDay } from '../../../../../src/ports/panel/recording-day.ts';
import { getJson } from '../../api/client.ts';
import { Fetched } from '../../api/fetched.ts';
import { follow } from '../../api/follow.ts';
import { live } from '../../api/live.ts';
import { type Camera, type Profile, table } from '../../api/tables.ts';
import { href, type Route } from '../../app/router.ts';
import { clockTime, dayKey, dayName, dayStartMs } from '../../format/time.ts';
import { baseStyles } from '../../ui/base-styles.ts';
import '../../ui/empty-note.ts';
import './again-button.ts';
import { t as againText } from './again-messages.ts';
import './day-bar.ts';
import { type DayFilter, dayFilterOf, dayQuery } from './day-filter.ts';
import { t } from './messages.ts';
import './recording-card.ts';

const HOUR_MS = 3_600_000;

/** The clips of a day, hour by hour. */
@customElement('recordings-page')
export class RecordingsPage extends LitElement {
  static override styles = [
    baseStyles,
    css`
      section { display: grid; gap: .6rem; }
      h2 { color: var(--text-quiet); }
      .cards { display: grid; gap: .8rem; grid-template-columns: repeat(auto-fill, minmax(min(100%, 10rem), 1fr)); }
      @media (min-width: 760px) { .cards { grid-template-columns: repeat(auto-fill, minmax(14rem, 1fr)); } }
    `,
  ];

  @property({ attribute: false }) route: Route | null = null;
  @state() private cameras: readonly Camera[] = [];
  @state() private profiles: readonly Profile[] = [];
  readonly #day = new Fetched(this, async (signal) => {
    [this.cameras, this.profiles] = await Promise.all([table('cameras'), table('analytics_profiles')]);
    return getJson<RecordingDay>(`panel/recordings?${dayQuery(this.#filter())}`, signal);
  });

  constructor() {
    super();
    const again = () => void this.#day.reload();
    const isOfDay = (ms: number) => dayKey(ms) === this.#filter().day;
    follow(this, () => [
      live.on('event', ({ hasClip, startedAtMs }) => void (hasClip && isOfDay(startedAtMs) && again())),
      live.on('gone', again),
      live.on('config', again),
      live.onConnection((on) => on && again()),
    ]);
  }

  #filter(): DayFilter {
    return dayFilterOf(this.route?.query ?? new URLSearchParams());
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.get('route')) void this.#day.reload();
  }

  protected override render() {
    const filter = this.#filter();
    return html`<div class="page">
      <div class="page-head"><h1>${t('title')}</h1><div class="row">
        <a class="button plain" href=${href('recordings', ['again'])}>${againText('toRuns')}</a>
        <again-button .filter=${filter} .cameras=${this.cameras} .profiles=${this.profiles}></again-button></div></div>
      <day-bar .filter=${filter} .cameras=${this.cameras}></day-bar>
      ${this.#day.render((day) => (day.recordings.length > 0 ? this.#hours(day) : this.#empty(day, filter)))}
    </div>`;
  }

  #hours({ recordings, cut }: RecordingDay) {
    // Counted from midnight: some zones are half an hour off UTC's hours.
    const midnight = dayStartMs(this.#filter().day);
    const hours = Map.groupBy(recordings, ({ startedAtMs }) => startedAtMs - ((startedAtMs - midnight) % HOUR_MS));
    return html`
      <p class="quiet small" role="status">${t.count('clips', recordings.length)}${cut ? html` · ${t('cut')}` : nothing}</p>
      ${repeat(
        hours,
        ([hour]) => hour,
        ([hour, ofHour]) =>
          html`<section><h2>${clockTime(hour)}</h2><div class="cards">${repeat(
            ofHour,
            ({ id }) => id,
            (recording) =>
              html`<recording-card .recording=${recording} cameraName=${this.#nameOf(recording)}></recording-card>`,
          )}</div></section>`,
      )}`;
  }

  #nameOf({ cameraId }: RecordingCard): string {
    return this.cameras.find(({ id }) => id === cameraId)?.name ?? t('removedCamera');
  }

  #empty({ earlierMs }: RecordingDay, { camera }: DayFilter) {
    return html`<empty-note icon="film" heading=${t('none')} hint=${earlierMs === null ? t('noneHint') : ''}>
      ${
        earlierMs === null
          ? nothing
          : html`<a class="button" href=${href('recordings', [], { day: dayKey(earlierMs), camera })}>${t('earlier', { day: dayName(earlierMs) })}</a>`
      }</empty-note>`;
  }
}
