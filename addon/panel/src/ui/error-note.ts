import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { baseStyles } from './base-styles.ts';
import { t } from './messages.ts';
import './ui-icon.ts';

/** What went wrong and what to do, in place of what should be there. */
@customElement('error-note')
export class ErrorNote extends LitElement {
  static override styles = [baseStyles, css`p { white-space: pre-line; } button { margin-top: .6rem; }`];

  @property({ attribute: false }) error: unknown = null;
  @property({ attribute: false }) again: (() => unknown) | null = null;

  protected override render() {
    if (this.error === null) return nothing;
    const why = this.error instanceof Error ? this.error.message : String(this.error);
    return html`<div class="banner bad" role="alert">
      <ui-icon name="warning"></ui-icon>
      <div>
        <p>${why}</p>
        ${this.again ? html`<button @click=${this.again}><ui-icon name="refresh"></ui-icon>${t('again')}</button>` : nothing}
      </div>
    </div>`;
  }
}
