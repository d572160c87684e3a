import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { StoredTrack } from '../../../../../src/ports/history.ts';
import { mediaUrl } from '../../api/client.ts';
import { percent } from '../../format/numbers.ts';
import { duration } from '../../format/time.ts';
import { identityName } from '../../i18n/identity-name.ts';
import { shapeIcon, shapeName } from '../../i18n/shape-messages.ts';
import { trackColour } from '../../media/track-colour.ts';
import { baseStyles } from '../../ui/base-styles.ts';
import { cssVariables } from '../../ui/css-variables.ts';
import { t } from './messages.ts';

/** What was found, one after the other; choosing one shows when. Fires `choose` with the track. */
@customElement('track-list')
export class TrackList extends LitElement {
  static override styles = [
    baseStyles,
    css`
      ul { display: grid; gap: .5rem; }
      button { width: 100%; display: grid; grid-template-columns: 3.4rem 1fr; gap: .8rem; justify-content: start; text-align: left; padding: .4rem; border-radius: var(--radius-small); font-weight: 400; background: none; border-left: 4px solid var(--colour); }
      button[aria-pressed='true'] { background: color-mix(in srgb, var(--accent) 12%, transparent); }
      .crop { width: 3.4rem; height: 3.4rem; border-radius: 7px; overflow: hidden; display: grid; place-items: center; background: color-mix(in srgb, var(--text) 8%, transparent); }
      img { width: 100%; height: 100%; object-fit: cover; }
      .words { display: grid; gap: .15rem; align-content: center; min-width: 0; }
    `,
  ];

  @property({ attribute: false }) tracks: readonly StoredTrack[] = [];
  @property({ type: Boolean }) clip = false;
  @property({ type: Number }) chosen = 0;

  protected override render() {
    if (this.tracks.length === 0) return html`<p class="quiet">${t('nothingFound')}</p>`;
    return html`<ul>${this.tracks.map((track, index) => html`<li>${this.#track(track, index)}</li>`)}</ul>`;
  }

  #track(track: StoredTrack, index: number) {
    const choose = () => this.dispatchEvent(new CustomEvent('choose', { detail: track }));
    return html`<button aria-pressed=${track.id === this.chosen} @click=${choose} ${cssVariables({ '--colour': trackColour(index) })}>
      <span class="crop">${(track.facePicture ?? track.snapshot) ? html`<img src=${mediaUrl(track.facePicture ?? track.snapshot ?? '')} alt="" loading="lazy" />` : html`<ui-icon .name=${shapeIcon(track.shape)}></ui-icon>`}</span>
      <span class="words">
        <span><strong>${index + 1} ${identityName(track.identity) ?? objectName(track) ?? shapeName(track.shape)}</strong> <span class="quiet">${percent(track.confidence)}</span></span>
        ${this.clip ? html`<span class="quiet small">${t('seenFrom', this.#span(track))}</span>` : nothing}
        ${track.suppressedBy ? html`<span class="quiet small">${t(reasonOf(track))}</span>` : nothing}
        ${track.zones.length > 0 ? html`<span class="quiet small">${t('zones', { zones: track.zones.map(({ name }) => name).join(', ') })}</span>` : nothing}
      </span>
    </button>`;
  }

  #span({ positions }: StoredTrack) {
    return { from: duration(positions[0]?.timeMs ?? 0), to: duration(positions.at(-1)?.timeMs ?? 0) };
  }
}

function objectName({ object }: StoredTrack): string | null {
  return object?.kind === 'known' ? object.name : null;
}

function reasonOf({ suppressedBy }: StoredTrack): 'inMask' | 'stoodStill' {
  return suppressedBy === 'mask' ? 'inMask' : 'stoodStill';
}
