import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { EventAsset } from '../../../../src/ports/panel/event-page.ts';
import { mediaUrl } from '../api/client.ts';
import type { ShownTrack } from './shown-track.ts';
import './box-layer.ts';
import { t } from './messages.ts';

/** A picture as the camera sent it, with what was found drawn over it. */
@customElement('picture-view')
export class PictureView extends LitElement {
  static override styles = css`
    :host { display: block; }
    .stage { position: relative; background: #000; border-radius: var(--radius); overflow: hidden; width: fit-content; max-width: 100%; margin: 0 auto; }
    img { display: block; max-width: 100%; max-height: 78vh; }
  `;

  @property({ attribute: false }) asset: EventAsset | null = null;
  @property({ attribute: false }) tracks: readonly ShownTrack[] = [];
  @property({ type: Boolean }) boxes = true;
  @property({ type: Number }) chosen = 0;
  @state() private frame = { width: 16, height: 9 };

  protected override render() {
    if (!this.asset) return nothing;
    return html`<div class="stage">
      <img src=${mediaUrl(this.asset.file)} alt=${t('picture')} @load=${this.#loaded} />
      ${this.boxes ? html`<box-layer .frame=${this.frame} .tracks=${this.tracks} .chosen=${this.chosen}></box-layer>` : nothing}
    </div>`;
  }

  readonly #loaded = ({ target }: Event) => {
    if (target instanceof HTMLImageElement) this.frame = { width: target.naturalWidth, height: target.naturalHeight };
  };
}
