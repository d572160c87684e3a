import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { baseStyles } from './base-styles.ts';
import './ui-icon.ts';

/** What a page is about is switched off: that it is, and the way to its switch. */
@customElement('off-note')
export class OffNote extends LitElement {
  static override styles = [baseStyles, css`:host { min-width: 0; }`];

  @property() words = '';
  @property() action = '';
  /** An address of the panel's; empty: there is no switch. */
  @property() target = '';

  protected override render() {
    return html`<div class="banner warn" role="status"><ui-icon name="warning"></ui-icon><div>
      <p>${this.words}</p>
      ${this.target === '' ? nothing : html`<p><a href=${this.target}>${this.action}</a></p>`}</div></div>`;
  }
}
