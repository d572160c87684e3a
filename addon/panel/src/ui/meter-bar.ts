import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { percent } from '../format/numbers.ts';
import { cssVariables } from './css-variables.ts';

/** How full something is, and where it is too full. */
@customElement('meter-bar')
export class MeterBar extends LitElement {
  static override styles = css`
    :host { display: block; }
    .bar { position: relative; height: .6rem; border-radius: 999px; background: color-mix(in srgb, var(--text) 12%, transparent); }
    .bar::before { content: ''; position: absolute; inset: 0 auto 0 0; width: var(--share); border-radius: inherit; background: var(--accent); }
    .bar.full::before { background: var(--warn); }
    .bar::after { content: ''; position: absolute; top: -.15rem; bottom: -.15rem; left: var(--mark, -99rem); width: 2px; background: var(--text-quiet); }
  `;

  @property() label = '';
  /** 0..1 */
  @property({ type: Number }) share = 0;
  /** 0..1 */
  @property({ type: Number }) mark = 1;

  protected override render() {
    return html`<div
      class="bar ${this.share >= this.mark ? 'full' : ''}"
      role="meter"
      aria-label=${this.label}
      aria-valuemin="0"
      aria-valuemax="100"
      aria-valuenow=${Math.round(this.share * 100)}
      aria-valuetext=${percent(this.share)}
      ${cssVariables({ '--share': percentage(this.share), '--mark': percentage(this.mark) })}
    ></div>`;
  }
}

function percentage(share: number): string {
  return `${Math.min(100, Math.max(0, share * 100))}%`;
}
