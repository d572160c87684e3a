import { html, LitElement } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { ReanalysisRunAnswer } from '../../../../../src/domain/reanalysis-schemas.ts';
import { getJson, send } from '../../api/client.ts';
import { Fetched } from '../../api/fetched.ts';
import { href } from '../../app/router.ts';
import { percent } from '../../format/numbers.ts';
import { baseStyles } from '../../ui/base-styles.ts';
import { Doing } from '../../ui/doing.ts';
import { rowStyles } from '../../ui/row-styles.ts';
import { t } from './upkeep-messages.ts';

const LOOK_EVERY_MS = 3000;

/** What is being analysed again, and how to halt it; all about it is said beside the recordings. */
@customElement('active-runs')
export class ActiveRuns extends LitElement {
  static override styles = [baseStyles, rowStyles];

  readonly #doing = new Doing(this);
  readonly #runs = new Fetched(
    this,
    async (signal) => {
      const runs = await getJson<readonly ReanalysisRunAnswer[]>('rest/reanalyses', signal);
      return runs.filter(({ ended_at: endedAt }) => endedAt === null);
    },
    () => LOOK_EVERY_MS,
  );

  protected override render() {
    return html`<ul>${this.#runs.value?.map((run) => this.#run(run))}</ul>`;
  }

  #run({ id, state, files_done: done, files_total: total }: ReanalysisRunAnswer) {
    const share = percent(total === 0 ? 1 : done / total);
    const how =
      state === 'paused' || state === 'waiting' ? t(`again_${state}`, { share }) : t('again_running', { share });
    return html`<li><div><a href=${href('recordings', ['again'])}><strong>${t('again')}</strong></a>
        <span class="quiet small" role="status">${how}</span></div>
      <span class="row">${this.#order(id, state === 'paused' ? 'resume' : 'pause')}${this.#order(id, 'cancel')}</span></li>`;
  }

  #order(id: number, order: 'pause' | 'resume' | 'cancel') {
    const run = () => send('POST', `rest/reanalyses/${id}/${order}`);
    const act = () => this.#doing.do({ done: t(order), run }).then(() => this.#runs.reload());
    return html`<button ?disabled=${this.#doing.busy} @click=${act}>${t(order)}</button>`;
  }
}
