import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { count } from '../../format/numbers.ts';
import { baseStyles } from '../../ui/base-styles.ts';
import { type Counted, mostOf } from './chart-keys.ts';
import { chartStyles } from './chart-styles.ts';
import { t } from './messages.ts';

/** A table whose rows have bars, the most seen first. */
@customElement('bar-table')
export class BarTable extends LitElement {
  static override styles = [
    baseStyles,
    chartStyles,
    css`
      tbody th { min-width: 7rem; }
      .bar { min-width: 3rem; width: 45%; }
      svg { display: block; width: 100%; height: .7rem; }
    `,
  ];

  @property() label = '';
  @property({ attribute: false }) counts: readonly Counted[] = [];
  /** A key as people read it. */
  @property({ attribute: false }) nameOf: (key: string) => string = (key) => key;

  protected override render() {
    const most = mostOf(this.counts);
    const rows = this.counts.toSorted((a, b) => b.raised - a.raised || b.suppressed - a.suppressed);
    return html`<table>
      <thead><tr><th scope="col">${this.label}</th><td></td><th scope="col" class="number">${t('raised')}</th><th scope="col" class="number">${t('suppressed')}</th></tr></thead>
      <tbody>${rows.map((row) => this.#row(row, most))}</tbody>
    </table>`;
  }

  #row({ key, raised, suppressed }: Counted, most: number) {
    const [seen, quiet] = [(100 * raised) / most, (100 * suppressed) / most];
    return html`<tr>
      <th scope="row">${this.nameOf(key)}</th>
      <td class="bar"><svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
        <rect class="raised" width=${seen} height="10"></rect>
        <rect class="suppressed" x=${seen} width=${quiet} height="10"></rect></svg></td>
      <td class="number">${count(raised)}</td><td class="number quiet">${count(suppressed)}</td>
    </tr>`;
  }
}
