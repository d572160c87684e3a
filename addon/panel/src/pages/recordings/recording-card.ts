import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { RecordingCard } from '../../../../../src/ports/panel/recording-day.ts';
import { mediaUrl } from '../../api/client.ts';
import { href } from '../../app/router.ts';
import { clockTime, duration } from '../../format/time.ts';
import { shapeIcon, shapeName } from '../../i18n/shape-messages.ts';
import { baseStyles } from '../../ui/base-styles.ts';
import '../../ui/ui-icon.ts';
import { t } from './messages.ts';

/** One clip of a day: its picture, when, how long and what was found; it leads to its event. */
@customElement('recording-card')
export class RecordingCardElement extends LitElement {
  static override styles = [
    baseStyles,
    css`
      a { display: block; color: var(--text); border-radius: var(--radius); overflow: hidden; background: var(--card); border: 1px solid var(--line); }
      a:hover { text-decoration: none; border-color: var(--accent); }
      .shot { position: relative; aspect-ratio: 16 / 9; background: color-mix(in srgb, var(--text) 7%, var(--card)); display: grid; place-items: center; color: var(--text-quiet); font-size: 1.7rem; }
      img { position: absolute; inset: 0; width: 100%; height: 100%; object-fit: cover; }
      .badge { position: absolute; display: inline-flex; padding: .1rem .45rem; border-radius: 999px; background: rgb(12 16 20 / 78%); color: #fff; font-size: .78rem; font-weight: 500; }
      .length { right: .45rem; bottom: .45rem; }
      .keep { left: .45rem; top: .45rem; padding: .25rem; }
      .words { display: grid; gap: .25rem; padding: .55rem .7rem .65rem; }
      .where { display: flex; justify-content: space-between; gap: .5rem; }
      .where strong { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
      .found { display: flex; flex-wrap: wrap; gap: .15rem .6rem; }
      .found span { display: inline-flex; gap: .3rem; align-items: center; }
    `,
  ];

  @property({ attribute: false }) recording: RecordingCard | null = null;
  @property() cameraName = '';

  protected override render() {
    const { recording } = this;
    if (!recording) return nothing;
    const { eventId, file, picture, durationMs, keep, startedAtMs } = recording;
    return html`<a href=${eventId === null ? mediaUrl(file) : href('events', [eventId])}>
      <div class="shot">
        <ui-icon name="film"></ui-icon>
        ${picture ? html`<img src=${mediaUrl(picture)} alt="" loading="lazy" decoding="async" />` : nothing}
        ${keep ? html`<span class="badge keep"><ui-icon name="star"></ui-icon><span class="sr-only">${t('keep')}</span></span>` : nothing}
        ${durationMs === null ? nothing : html`<span class="badge length">${duration(durationMs)}</span>`}
      </div>
      <div class="words">
        <div class="where"><time>${clockTime(startedAtMs)}</time><strong class="small">${this.cameraName}</strong></div>
        <div class="found quiet small">${foundIn(recording)}</div>
      </div>
    </a>`;
  }
}

function foundIn({ shapes, state }: RecordingCard) {
  if (shapes.length === 0) return html`<span>${t(state)}</span>`;
  return shapes.map(({ shape }) => html`<span><ui-icon .name=${shapeIcon(shape)}></ui-icon>${shapeName(shape)}</span>`);
}
