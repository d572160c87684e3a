import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { percent } from '../format/numbers.ts';
import { baseStyles } from './base-styles.ts';
import { t } from './field-messages.ts';
import './ui-icon.ts';

/** A share in percent, to be moved. Fires `slide` with the number, or with null when it is as usual again. */
@customElement('percent-slider')
export class PercentSlider extends LitElement {
  static override styles = [
    baseStyles,
    css`
      .slide { display: flex; gap: .7rem; align-items: center; min-height: 2.6rem; }
      input { flex: 1; min-width: 6rem; min-height: 2rem; cursor: pointer; }
      output { min-width: 3.2rem; text-align: right; font-variant-numeric: tabular-nums; font-weight: 500; }
      output.quiet { font-weight: 400; }
      button { min-height: 2rem; width: 2rem; }
    `,
  ];

  @property() label = '';
  @property() hint = '';
  /** Null: as usual. */
  @property({ attribute: false }) value: number | null = null;
  @property({ type: Number }) usual = 0;
  @property({ type: Number }) min = 0;
  /** Whether it can be as usual again. */
  @property({ type: Boolean }) optional = false;
  @property() wrong = '';

  protected override render() {
    const value = this.value ?? this.usual;
    const slide = ({ target }: Event) => target instanceof HTMLInputElement && this.#tell(Number(target.value));
    return html`<div class="field">
      <label for="slider">${this.label}</label>
      <div class="slide">
        <input id="slider" type="range" min=${this.min} max="100" .value=${String(value)} aria-valuetext=${percent(value / 100)}
          aria-describedby="hint wrong" aria-invalid=${this.wrong === '' ? 'false' : 'true'} @input=${slide} />
        <output for="slider" class=${this.value === null ? 'quiet' : ''}>${percent(value / 100)}</output>
        ${
          this.optional && this.value !== null
            ? html`<button type="button" class="plain icon-only" title=${t('usual')} aria-label="${this.label}: ${t('usual')}" @click=${() => this.#tell(null)}><ui-icon name="cross"></ui-icon></button>`
            : nothing
        }
      </div>
      ${this.hint === '' ? nothing : html`<span class="hint" id="hint">${this.hint}</span>`}
      ${this.wrong === '' ? nothing : html`<span class="wrong" id="wrong" role="alert">${this.wrong}</span>`}
    </div>`;
  }

  override focus(): void {
    this.renderRoot.querySelector('input')?.focus();
  }

  #tell(value: number | null): void {
    this.value = value;
    this.dispatchEvent(new CustomEvent('slide', { detail: value }));
  }
}
