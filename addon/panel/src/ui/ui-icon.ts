import { css, LitElement, svg } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { ICONS, type IconName } from './icons.ts';

/** Beside words: what it shows is never said by it alone. */
@customElement('ui-icon')
export class UiIcon extends LitElement {
  static override styles = css`
    :host { display: inline-flex; width: 1.35em; height: 1.35em; flex: none; vertical-align: -.3em; }
    svg { width: 100%; height: 100%; fill: none; stroke: currentColor; stroke-width: 1.8; stroke-linecap: round; stroke-linejoin: round; }
  `;

  @property() name: IconName = 'bell';

  protected override render() {
    return svg`<svg viewBox="0 0 24 24" aria-hidden="true"><path d=${ICONS[this.name]}></path></svg>`;
  }
}
