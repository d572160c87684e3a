import { css, LitElement, svg } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { shapeName } from '../i18n/shape-messages.ts';
import { cssVariables } from '../ui/css-variables.ts';
import { boxAt } from './box-at.ts';
import type { ShownTrack } from './shown-track.ts';
import { trackColour } from './track-colour.ts';

/** The boxes of tracks, over the picture or clip that they were found in, as they are at one moment. */
@customElement('box-layer')
export class BoxLayer extends LitElement {
  static override styles = css`
    :host { position: absolute; inset: 0; pointer-events: none; }
    svg { width: 100%; height: 100%; overflow: hidden; }
    rect { fill: none; stroke: var(--colour); vector-effect: non-scaling-stroke; stroke-width: 2.5px; rx: 4px; }
    rect.chosen { stroke-width: 4.5px; }
    rect.still { stroke-dasharray: 6 5; }
    text { fill: #fff; paint-order: stroke; stroke: rgb(0 0 0 / 75%); stroke-width: .22em; stroke-linejoin: round; font-family: var(--font); font-weight: 600; }
  `;

  /** The size that the boxes are in. */
  @property({ attribute: false }) frame = { width: 16, height: 9 };
  @property({ attribute: false }) tracks: readonly ShownTrack[] = [];
  @property({ type: Number }) timeMs = 0;
  /** The id of a track that is drawn bolder; 0 = none. */
  @property({ type: Number }) chosen = 0;

  protected override render() {
    const { width, height } = this.frame;
    return svg`<svg viewBox="0 0 ${width} ${height}" aria-hidden="true">${this.tracks.map((track, index) => this.#box(track, index))}</svg>`;
  }

  #box(track: ShownTrack, index: number) {
    const box = boxAt(track.positions, this.timeMs);
    if (!box) return null;
    const { startX, startY, endX, endY } = box;
    const size = this.frame.height / 26;
    const kind = `${track.suppressed ? 'still' : ''} ${track.id === this.chosen ? 'chosen' : ''}`;
    return svg`<g ${cssVariables({ '--colour': trackColour(index) })}>
      <rect class=${kind} x=${startX} y=${startY} width=${Math.max(0, endX - startX)} height=${Math.max(0, endY - startY)}></rect>
      <text x=${startX + size * 0.2} y=${Math.max(size, startY - size * 0.3)} font-size=${size}>${index + 1} ${shapeName(track.shape)}</text>
    </g>`;
  }
}
