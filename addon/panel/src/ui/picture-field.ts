import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { baseStyles } from './base-styles.ts';
import './error-note.ts';
import './wait-note.ts';

/** Asks for a picture, and says what becomes of it. Fires `picture` with the file. */
@customElement('picture-field')
export class PictureField extends LitElement {
  static override styles = [baseStyles, css`.stack { display: grid; gap: .8rem; } input { padding: .45rem; }`];

  @property() label = '';
  @property() hint = '';
  /** What is being done with the picture, in words; empty: nothing, and another may be chosen. */
  @property() doing = '';
  @property({ attribute: false }) error: unknown = null;

  protected override render() {
    return html`<div class="stack">
      <label class="field">${this.label}<input type="file" accept="image/jpeg,image/png,image/webp" ?disabled=${this.doing !== ''} @change=${this.#picked} />
        <span class="hint">${this.hint}</span></label>
      ${this.doing === '' ? nothing : html`<wait-note>${this.doing}</wait-note>`}
      ${this.error === null ? nothing : html`<error-note .error=${this.error}></error-note>`}
    </div>`;
  }

  readonly #picked = ({ target }: Event) => {
    if (!(target instanceof HTMLInputElement)) return;
    const picture = target.files?.[0];
    if (!picture) return;
    this.dispatchEvent(new CustomEvent('picture', { detail: picture }));
    // The same one may be chosen again.
    target.value = '';
  };
}
