import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { baseStyles } from './base-styles.ts';
import type { IconName } from './icons.ts';
import './ui-icon.ts';

/** Nothing is here yet: why, and in its slot what to do about it. */
@customElement('empty-note')
export class EmptyNote extends LitElement {
  static override styles = [
    baseStyles,
    css`
      div { display: grid; justify-items: center; gap: .6rem; padding: 3rem 1rem; text-align: center; }
      ui-icon { font-size: 2.4rem; color: var(--text-quiet); }
      p { max-width: 34rem; }
    `,
  ];

  @property() icon: IconName = 'bell';
  @property() heading = '';
  @property() hint = '';

  protected override render() {
    return html`<div>
      <ui-icon .name=${this.icon}></ui-icon>
      <h2>${this.heading}</h2>
      <p class="quiet">${this.hint}</p>
      <slot></slot>
    </div>`;
  }
}
