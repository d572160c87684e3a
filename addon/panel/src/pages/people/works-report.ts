import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { GalleryReport } from '../../../../../src/domain/gallery-report.ts';
import { decimal } from '../../format/numbers.ts';
import { baseStyles } from '../../ui/base-styles.ts';
import { qualityOf } from './gallery-quality.ts';
import { t } from './messages.ts';

/** "Does it work?": in a few words, by the pictures that there are. */
@customElement('works-report')
export class WorksReport extends LitElement {
  static override styles = [
    baseStyles,
    css`.card { display: grid; gap: .6rem; } li { padding: .4rem 0; border-top: 1px solid var(--line); }`,
  ];

  @property({ attribute: false }) report: GalleryReport | null = null;

  protected override render() {
    const { report } = this;
    if (!report) return nothing;
    return html`<section class="card"><h2>${t('works')}</h2>
      <p>${t('falseAccepts', { count: decimal(report.falseAcceptsPerThousand) })}</p>
      ${report.between.nearest === null ? nothing : html`<p class="quiet small">${t('apart', { nearest: decimal(report.between.nearest) })}</p>`}
      <ul>${report.people.map((person) => {
        const { tone, words } = qualityOf(person);
        return html`<li><strong>${person.name}</strong> <span class=${tone}>${words}</span></li>`;
      })}</ul></section>`;
  }
}
