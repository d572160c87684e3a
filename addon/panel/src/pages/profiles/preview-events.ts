import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { EventCard, EventList } from '../../../../../src/ports/panel/event-card.ts';
import { getJson, mediaUrl } from '../../api/client.ts';
import { Fetched } from '../../api/fetched.ts';
import type { Camera } from '../../api/tables.ts';
import { dateAndTime } from '../../format/time.ts';
import { baseStyles } from '../../ui/base-styles.ts';
import '../../ui/ui-icon.ts';
import { t } from './preview-messages.ts';

const SHOWN = 16;
/** Of a household with more, those are asked for all cameras at once. */
const ASKED_ONE_BY_ONE = 4;

/** The latest events of some cameras, to choose one. Fires `choose` with it. */
@customElement('preview-events')
export class PreviewEvents extends LitElement {
  static override styles = [
    baseStyles,
    css`
      ul { display: flex; gap: .7rem; overflow-x: auto; padding: .3rem; scroll-snap-type: x proximity; }
      button { display: grid; gap: .3rem; width: 9.5rem; padding: .3rem .3rem .5rem; border-radius: var(--radius-small); text-align: left; justify-content: stretch; font-weight: 400; scroll-snap-align: start; }
      button[aria-pressed='true'] { border-color: var(--accent); box-shadow: 0 0 0 1px var(--accent); }
      .shot { position: relative; aspect-ratio: 16 / 9; border-radius: 6px; overflow: hidden; display: grid; place-items: center; background: color-mix(in srgb, var(--text) 8%, transparent); }
      img { position: absolute; width: 100%; height: 100%; object-fit: cover; }
      strong, .small { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    `,
  ];

  /** Whose events; none: those of all. */
  @property({ attribute: false }) cameras: readonly Camera[] = [];
  @property({ attribute: false }) allCameras: readonly Camera[] = [];
  @property() chosen = '';
  readonly #events = new Fetched(this, (signal) => this.#read(signal));

  async #read(signal: AbortSignal): Promise<readonly EventCard[]> {
    const own = this.cameras.map(({ id }) => id);
    const asked = own.length > 0 && own.length <= ASKED_ONE_BY_ONE ? own.map((id) => `&camera=${id}`) : [''];
    // Also those in which nothing was found: why not is what one wants to know.
    const lists = await Promise.all(asked.map((of) => getJson<EventList>(`panel/events?all=1${of}`, signal)));
    return lists
      .flatMap(({ events }) => events)
      .filter(({ cameraId }) => own.length === 0 || own.includes(cameraId))
      .sort((a, b) => b.startedAtMs - a.startedAtMs)
      .slice(0, SHOWN);
  }

  protected override render() {
    return this.#events.render((events) =>
      events.length === 0
        ? html`<p class="quiet">${t('noEvents')}</p>`
        : html`<ul aria-label=${t('title')}>${events.map((event) => html`<li>${this.#event(event)}</li>`)}</ul>`,
    );
  }

  #event(event: EventCard) {
    const name = this.allCameras.find(({ id }) => id === event.cameraId)?.name ?? '';
    const choose = () => this.dispatchEvent(new CustomEvent('choose', { detail: event }));
    return html`<button type="button" aria-pressed=${event.id === this.chosen} @click=${choose}>
      <span class="shot"><ui-icon .name=${event.hasClip ? 'film' : 'camera'}></ui-icon>
        ${event.picture ? html`<img src=${mediaUrl(event.picture)} alt="" loading="lazy" />` : nothing}</span>
      <strong>${name}</strong><span class="quiet small">${dateAndTime(event.startedAtMs)}</span></button>`;
  }
}
