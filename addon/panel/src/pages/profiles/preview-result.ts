import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { boxHeight } from '../../../../../src/domain/bounding-box.ts';
import type { EventAsset } from '../../../../../src/ports/panel/event-page.ts';
import type { PreviewAnswer, PreviewTrack } from '../../../../../src/ports/profile-preview.ts';
import { percent } from '../../format/numbers.ts';
import { shapeName } from '../../i18n/shape-messages.ts';
import '../../media/clip-player.ts';
import '../../media/picture-view.ts';
import { trackColour } from '../../media/track-colour.ts';
import { baseStyles } from '../../ui/base-styles.ts';
import { cssVariables } from '../../ui/css-variables.ts';
import { t } from './preview-messages.ts';

/** What one run found: over its picture or clip, and in words, with why the rest was left out. */
@customElement('preview-result')
export class PreviewResult extends LitElement {
  static override styles = [
    baseStyles,
    css`
      .result { display: grid; gap: .7rem; align-content: start; }
      ul { display: grid; gap: .35rem; }
      button { width: 100%; display: grid; gap: .1rem; justify-content: start; text-align: left; padding: .35rem .7rem; border-radius: var(--radius-small); font-weight: 400; background: none; border-left: 4px solid var(--colour); }
      button[aria-pressed='true'] { background: color-mix(in srgb, var(--accent) 12%, transparent); }
    `,
  ];

  @property() heading = '';
  @property({ attribute: false }) asset: EventAsset | null = null;
  @property({ attribute: false }) answer: PreviewAnswer | null = null;
  @state() private chosen = 0;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('answer')) this.chosen = 0;
  }

  protected override render() {
    const { asset, answer } = this;
    if (!asset || !answer) return nothing;
    const told = answer.tracks.filter(({ omitted }) => omitted === null);
    const left = answer.tracks.filter(({ omitted }) => omitted !== null);
    return html`<section class="result" aria-label=${this.heading}>
      <h3>${this.heading}</h3>
      ${this.#stage(asset, answer)}
      <p role="status"><strong>${told.length > 0 ? t('tells', { what: sumOf(told) }) : t('tellsNothing')}</strong></p>
      ${this.#list(told, answer)}
      ${left.length > 0 ? html`<p class="quiet">${t.count('left', left.length)}</p>${this.#list(left, answer)}` : nothing}
    </section>`;
  }

  #stage(asset: EventAsset, { tracks, frame }: PreviewAnswer) {
    const shown = tracks.map((track) => ({ ...track, suppressed: track.omitted !== null }));
    if (asset.mediaType === 'jpg')
      return html`<picture-view .asset=${asset} .tracks=${shown} .chosen=${this.chosen}></picture-view>`;
    const best = tracks.find(({ id }) => id === this.chosen) ?? tracks[0];
    return html`<clip-player .asset=${{ ...asset, frame }} .tracks=${shown} .chosen=${this.chosen} .stillAtMs=${best?.bestShot.timeMs ?? 0}></clip-player>`;
  }

  #list(tracks: readonly PreviewTrack[], answer: PreviewAnswer) {
    return html`<ul>${tracks.map((track) => html`<li>${this.#track(track, answer)}</li>`)}</ul>`;
  }

  #track(track: PreviewTrack, { frame }: PreviewAnswer) {
    const { id, shape, confidence, bestShot, omitted, limit, zones } = track;
    const height = percent(boxHeight(bestShot.box) / frame.height);
    const why = omitted
      ? t(omitted, {
          least: percent(omitted === 'confidence' ? limit.minConfidence : limit.minHeight),
          most: percent(limit.maxHeight),
        })
      : zones.map(({ name }) => name).join(', ');
    const choose = () => {
      this.chosen = id;
    };
    return html`<button type="button" aria-pressed=${id === this.chosen} @click=${choose} ${cssVariables({ '--colour': trackColour(id - 1) })}>
      <span><strong>${id} ${shapeName(shape)}</strong> <span class="quiet">${percent(confidence)} · ${t('height', { height })}</span></span>
      ${why ? html`<span class="small ${omitted ? 'warn' : 'quiet'}">${why}</span>` : nothing}</button>`;
  }
}

/** `2 × person, dog` */
function sumOf(tracks: readonly PreviewTrack[]): string {
  const counts = new Map<string, number>();
  for (const { shape } of tracks) counts.set(shape, (counts.get(shape) ?? 0) + 1);
  return [...counts].map(([shape, count]) => `${count > 1 ? `${count} × ` : ''}${shapeName(shape)}`).join(', ');
}
