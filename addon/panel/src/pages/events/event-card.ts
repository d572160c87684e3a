import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { SeenPerson } from '../../../../../src/domain/event-identities.ts';
import type { EventCard } from '../../../../../src/ports/panel/event-card.ts';
import { mediaUrl } from '../../api/client.ts';
import { href } from '../../app/router.ts';
import { percent } from '../../format/numbers.ts';
import { clockTime } from '../../format/time.ts';
import { identityName } from '../../i18n/identity-name.ts';
import { shapeIcon, shapeName } from '../../i18n/shape-messages.ts';
import { baseStyles } from '../../ui/base-styles.ts';
import '../../ui/ui-icon.ts';
import { t } from './messages.ts';
import { whatWasSeen } from './what-was-seen.ts';

/** One event of the timeline: its best picture, when, where and what. */
@customElement('event-card')
export class EventCardElement extends LitElement {
  static override styles = [
    baseStyles,
    css`
      a { display: block; color: var(--text); border-radius: var(--radius); overflow: hidden; background: var(--card); border: 1px solid var(--line); transition: border-color .15s; }
      a:hover { text-decoration: none; border-color: var(--accent); }
      /* Of thousands, each is painted by itself: what reaches out of it is cut off. */
      a:focus-visible { outline-offset: -3px; }
      .shot { position: relative; aspect-ratio: 16 / 9; background: color-mix(in srgb, var(--text) 7%, var(--card)); display: grid; place-items: center; color: var(--text-quiet); font-size: 2rem; }
      img { position: absolute; inset: 0; width: 100%; height: 100%; object-fit: cover; }
      .badge { position: absolute; display: inline-flex; align-items: center; gap: .3rem; padding: .15rem .55rem; border-radius: 999px; background: rgb(12 16 20 / 78%); color: #fff; font-size: .8rem; font-weight: 500; }
      .state { left: .6rem; top: .6rem; }
      .clip { right: .6rem; bottom: .6rem; padding: .2rem; border-radius: 50%; }
      .words { display: grid; grid-template-columns: minmax(0, 1fr); gap: .35rem; padding: .7rem .9rem .8rem; }
      .where { display: flex; justify-content: space-between; gap: .6rem; }
      .where strong { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
      .shapes { display: flex; flex-wrap: wrap; gap: .35rem; min-height: 1.6rem; align-items: center; }
      .who { background: color-mix(in srgb, var(--accent) 16%, transparent); }
      .chip ui-icon { font-size: .85rem; }
    `,
  ];

  @property({ attribute: false }) event: EventCard | null = null;
  @property() cameraName = '';

  protected override render() {
    const { event } = this;
    if (!event) return nothing;
    return html`<a href=${href('events', [event.id])}>
      <div class="shot">
        <ui-icon .name=${event.hasClip ? 'film' : 'camera'}></ui-icon>
        ${event.picture ? html`<img src=${mediaUrl(event.picture)} alt="" loading="lazy" decoding="async" />` : nothing}
        ${event.state === 'analysed' ? nothing : html`<span class="badge state">${t(event.state)}</span>`}
        ${event.hasClip ? html`<span class="badge clip"><ui-icon name="play"></ui-icon><span class="sr-only">${t('hasClip')}</span></span>` : nothing}
      </div>
      <div class="words">
        <div class="where"><strong>${this.cameraName}</strong><time class="quiet">${clockTime(event.startedAtMs)}</time></div>
        <div class="shapes">${this.#shapes(event)}</div>
      </div>
    </a>`;
  }

  #shapes(event: EventCard) {
    if (event.shapes.length === 0) return html`<span class="quiet small">${whatWasSeen(event)}</span>`;
    return [
      ...event.people.map(drawPerson),
      ...event.shapes.map(
        ({ shape, count, confidence }) =>
          html`<span class="chip"><ui-icon .name=${shapeIcon(shape)}></ui-icon>${shapeName(shape)}${
            count > 1 ? html` × ${count}` : nothing
          } <span class="quiet">${percent(confidence)}</span></span>`,
      ),
    ];
  }
}

function drawPerson(person: SeenPerson) {
  return html`<span class="chip who"><ui-icon name="person"></ui-icon>${identityName(person)}</span>`;
}
