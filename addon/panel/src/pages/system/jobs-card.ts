import { html, LitElement } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { JobAnswer } from '../../../../../src/domain/housekeeping-schemas.ts';
import { getJson, send } from '../../api/client.ts';
import { Fetched } from '../../api/fetched.ts';
import { ago, dateAndTime, duration } from '../../format/time.ts';
import { baseStyles } from '../../ui/base-styles.ts';
import { rowStyles } from '../../ui/row-styles.ts';
import { toastError } from '../../ui/toast.ts';
import '../../ui/ui-icon.ts';
import './active-runs.ts';
import { detailWords } from './detail-words.ts';
import { serviceName } from './service-messages.ts';
import { t } from './upkeep-messages.ts';

/** While one runs, it is looked at this often. */
const LOOK_EVERY_MS = 1500;

/** What is done from time to time, how it last ended, and now on request. */
@customElement('jobs-card')
export class JobsCard extends LitElement {
  static override styles = [baseStyles, rowStyles];

  readonly #jobs = new Fetched(
    this,
    (signal) => getJson<readonly JobAnswer[]>('rest/jobs', signal),
    (jobs) => (jobs.some(({ is_running: isRunning }) => isRunning) ? LOOK_EVERY_MS : null),
  );

  protected override render() {
    return html`<section class="card"><h2>${t('jobs')}</h2><p class="quiet small">${t('jobsHint')}</p><active-runs></active-runs>
      ${this.#jobs.render((jobs) => html`<ul>${jobs.map((job) => this.#job(job))}</ul>`)}</section>`;
  }

  #job(job: JobAnswer) {
    const { name, is_running: isRunning, next_run_at: nextRunAt } = job;
    return html`<li>
      <div><strong>${serviceName(name)}</strong>
        <span class="small ${job.last_run?.outcome === 'failed' ? 'bad' : 'quiet'}" role="status">${isRunning ? t('jobRuns') : lastRun(job)}</span>
        ${nextRunAt === null ? '' : html`<span class="quiet small">${t('nextRun', { when: dateAndTime(Date.parse(nextRunAt)) })}</span>`}</div>
      <button aria-label=${t('runNamed', { job: serviceName(name) })} ?disabled=${isRunning} @click=${() => this.#run(name)}>
        <ui-icon name="play"></ui-icon>${t('runNow')}</button>
    </li>`;
  }

  async #run(name: string): Promise<void> {
    try {
      await send('POST', `rest/jobs/${encodeURIComponent(name)}/run`);
      await this.#jobs.reload();
    } catch (error) {
      toastError(error);
    }
  }
}

const ENDED = { done: 'lastRun', failed: 'lastFailed', stopped: 'lastStopped' } as const;

function lastRun({ last_run: run }: JobAnswer): string {
  if (run === null) return t('never');
  const when = ago(Date.parse(run.started_at));
  return t(ENDED[run.outcome], { when, time: duration(run.duration_ms), result: detailWords(run.result) });
}
