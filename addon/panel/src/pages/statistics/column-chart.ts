import { css, html, LitElement, svg } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { count } from '../../format/numbers.ts';
import { baseStyles } from '../../ui/base-styles.ts';
import { type Counted, mostOf } from './chart-keys.ts';
import { chartStyles } from './chart-styles.ts';
import { t } from './messages.ts';

const HEIGHT = 100;
const STEP = 10;
const GAP = 2;

/** Columns along time, and the same as a table on request. */
@customElement('column-chart')
export class ColumnChart extends LitElement {
  static override styles = [
    baseStyles,
    chartStyles,
    css`
      figure { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: .3rem .6rem; }
      .top { align-self: start; line-height: 1; }
      svg { width: 100%; height: 9rem; border-bottom: 1px solid var(--line); }
      .axis { grid-column: 2; display: flex; justify-content: space-between; }
      details { margin-top: .7rem; }
      summary { cursor: pointer; color: var(--accent-text); font-size: .88rem; width: fit-content; }
      .scroll { max-height: 20rem; overflow: auto; margin-top: .5rem; }
    `,
  ];

  @property() label = '';
  @property({ attribute: false }) counts: readonly Counted[] = [];
  /** A key as people read it. */
  @property({ attribute: false }) nameOf: (key: string) => string = (key) => key;

  protected override render() {
    const most = mostOf(this.counts);
    const width = this.counts.length * STEP;
    return html`
      <figure>
        <span class="top quiet small">${count(most)}</span>
        <svg viewBox="0 0 ${width} ${HEIGHT}" preserveAspectRatio="none" role="img" aria-label=${this.#summary()}>
          ${this.counts.map((one, at) => this.#column(one, at, most))}
        </svg>
        <div class="axis quiet small" aria-hidden="true">${this.#axis().map((key) => html`<span>${this.nameOf(key)}</span>`)}</div>
      </figure>
      <details><summary>${t('asTable')}</summary>${this.#table()}</details>`;
  }

  #column({ key, raised, suppressed }: Counted, at: number, most: number) {
    const [seen, quiet] = [(HEIGHT * raised) / most, (HEIGHT * suppressed) / most];
    const [x, width] = [at * STEP + GAP / 2, STEP - GAP];
    return svg`<g>
      <title>${this.nameOf(key)}: ${t('told', { raised: count(raised), suppressed: count(suppressed) })}</title>
      <rect class="raised" x=${x} y=${HEIGHT - seen} width=${width} height=${seen}></rect>
      <rect class="suppressed" x=${x} y=${HEIGHT - seen - quiet} width=${width} height=${quiet}></rect>
    </g>`;
  }

  /** The most telling sentence about it, for who does not see it. */
  #summary(): string {
    const best = this.counts.toSorted((a, b) => b.raised - a.raised)[0];
    if (!best || best.raised === 0) return `${this.label}: ${t('noneRaised')}`;
    return `${this.label}: ${t('mostAt', { key: this.nameOf(best.key), count: count(best.raised) })}`;
  }

  #axis(): string[] {
    const last = this.counts.length - 1;
    return [0, Math.round(last / 2), last].flatMap((at) => this.counts[at]?.key ?? []);
  }

  #table() {
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${this.label}><table>
      <thead><tr><th scope="col">${this.label}</th><th scope="col" class="number">${t('raised')}</th><th scope="col" class="number">${t('suppressed')}</th></tr></thead>
      <tbody>${this.counts.map(
        ({ key, raised, suppressed }) =>
          html`<tr><th scope="row">${this.nameOf(key)}</th><td class="number">${count(raised)}</td><td class="number">${count(suppressed)}</td></tr>`,
      )}</tbody>
    </table></div>`;
  }
}
