import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { baseStyles } from './base-styles.ts';
import './ui-icon.ts';

/** A picture with its bin; what is to be said of it goes into the slot. Fires `remove`. */
@customElement('picture-tile')
export class PictureTile extends LitElement {
  static override styles = [
    baseStyles,
    css`
      :host { display: grid; gap: .3rem; align-content: start; }
      img { width: 100%; aspect-ratio: 1; object-fit: cover; border-radius: var(--radius-small); background: color-mix(in srgb, var(--text) 8%, transparent); }
    `,
  ];

  @property() src = '';
  @property() alt = '';
  /** What the bin is called for a screen reader. */
  @property() bin = '';
  @property({ type: Boolean }) busy = false;

  protected override render() {
    return html`<img src=${this.src} alt=${this.alt} loading="lazy" /><slot></slot>
      <button ?disabled=${this.busy} aria-label=${this.bin} @click=${() => this.dispatchEvent(new CustomEvent('remove'))}><ui-icon name="trash"></ui-icon></button>`;
  }
}
