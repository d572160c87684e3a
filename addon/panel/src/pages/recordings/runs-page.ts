import { html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { ReanalysisRunAnswer } from '../../../../../src/domain/reanalysis-schemas.ts';
import { getJson } from '../../api/client.ts';
import { Fetched } from '../../api/fetched.ts';
import { type Camera, table } from '../../api/tables.ts';
import { href, type Route } from '../../app/router.ts';
import { baseStyles } from '../../ui/base-styles.ts';
import '../../ui/empty-note.ts';
import { t } from './again-messages.ts';
import './run-card.ts';

/** While one runs, it is looked at this often. */
const LOOK_EVERY_MS = 2000;

/** What was analysed again, what is, and what that changes. */
@customElement('runs-page')
export class RunsPage extends LitElement {
  static override styles = baseStyles;

  @property({ attribute: false }) route: Route | null = null;
  #cameras: readonly Camera[] = [];
  readonly #runs = new Fetched(
    this,
    async (signal) => {
      this.#cameras = await table('cameras');
      return getJson<readonly ReanalysisRunAnswer[]>('rest/reanalyses', signal);
    },
    (runs) => (runs.some(({ ended_at: endedAt }) => endedAt === null) ? LOOK_EVERY_MS : null),
  );

  protected override render() {
    return html`<div class="page">
      <div class="page-head"><h1>${t('title')}</h1>
        <a class="button" href=${href('recordings')}><ui-icon name="back"></ui-icon>${t('toRecordings')}</a></div>
      ${this.#runs.render((runs) => this.#cards(runs))}
    </div>`;
  }

  #cards(runs: readonly ReanalysisRunAnswer[]) {
    if (runs.length === 0) {
      return html`<empty-note icon="refresh" heading=${t('none')} hint=${t('noneHint')}></empty-note>`;
    }
    return html`${repeat(
      runs,
      ({ id }) => id,
      (run) => html`<run-card .run=${run} .cameras=${this.#cameras} @changed=${() => this.#runs.reload()}></run-card>`,
    )}`;
  }
}
