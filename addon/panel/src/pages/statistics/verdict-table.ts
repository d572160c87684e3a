import { html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { VerdictComparisonAnswer } from '../../../../../src/domain/statistics-schemas.ts';
import { count } from '../../format/numbers.ts';
import { baseStyles } from '../../ui/base-styles.ts';
import { chartStyles } from './chart-styles.ts';
import { t } from './verdict-messages.ts';

/** The cameras' own verdicts against ours. */
@customElement('verdict-table')
export class VerdictTable extends LitElement {
  static override styles = [baseStyles, chartStyles];

  @property({ attribute: false }) rows: readonly VerdictComparisonAnswer[] = [];

  protected override render() {
    return html`<section class="card"><h2>${t('title')}</h2><p class="quiet small">${t('hint')}</p><table>
      <thead><tr><th scope="col">${t('camera')}</th><th scope="col">${t('what')}</th><th scope="col" class="number">${t('both')}</th>
        <th scope="col" class="number">${t('cameraOnly')}</th><th scope="col" class="number">${t('oursOnly')}</th></tr></thead>
      <tbody>${this.rows.map(
        (
          row,
        ) => html`<tr><th scope="row">${row.camera_name}</th><td>${t(row.verdict)}</td><td class="number">${count(row.both)}</td>
          <td class="number">${count(row.camera_only)}</td><td class="number">${count(row.ours_only)}</td></tr>`,
      )}</tbody>
    </table></section>`;
  }
}
