import { css, html, LitElement } from 'lit';
import { customElement } from 'lit/decorators.js';
import { baseStyles } from './base-styles.ts';

/** Something is under way: what, in its slot. */
@customElement('wait-note')
export class WaitNote extends LitElement {
  static override styles = [
    baseStyles,
    css`
      p { display: flex; gap: .8rem; align-items: center; }
      .loading { min-height: 0; }
      .loading span { width: 1.3rem; height: 1.3rem; }
    `,
  ];

  protected override render() {
    return html`<p role="status"><span class="loading"><span></span></span><slot></slot></p>`;
  }
}
