import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { baseStyles } from './base-styles.ts';

interface TabLink {
  readonly words: string;
  readonly target: string;
  readonly isHere: boolean;
}

/** The parts of a page that have addresses of their own, one of which is shown. */
@customElement('tab-links')
export class TabLinks extends LitElement {
  static override styles = [
    baseStyles,
    css`
      :host { min-width: 0; }
      nav { display: flex; gap: .3rem; overflow-x: auto; border-bottom: 1px solid var(--line); }
      a { padding: .55rem .9rem; color: var(--text-quiet); font-weight: 500; white-space: nowrap; border-bottom: 3px solid transparent; }
      a:hover { text-decoration: none; color: var(--text); }
      a[aria-current='page'] { color: var(--accent-text); border-color: var(--accent); }
      :focus-visible { outline-offset: -2px; }
    `,
  ];

  /** Of all of them, for a screen reader. */
  @property() label = '';
  @property({ attribute: false }) links: readonly TabLink[] = [];

  /** A phone does not show all of them at once. */
  protected override updated(): void {
    const here = this.renderRoot.querySelector('[aria-current=page]');
    here?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }

  protected override render() {
    return html`<nav aria-label=${this.label}>${this.links.map(
      ({ words, target, isHere }) => html`<a href=${target} aria-current=${isHere ? 'page' : 'false'}>${words}</a>`,
    )}</nav>`;
  }
}
