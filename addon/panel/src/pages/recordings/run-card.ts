import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ReanalysisRunAnswer } from '../../../../../src/domain/reanalysis-schemas.ts';
import { send } from '../../api/client.ts';
import type { Camera } from '../../api/tables.ts';
import { count } from '../../format/numbers.ts';
import { ago, dayKey, dayName, roughly } from '../../format/time.ts';
import { shapeName } from '../../i18n/shape-messages.ts';
import { baseStyles } from '../../ui/base-styles.ts';
import { Doing } from '../../ui/doing.ts';
import '../../ui/meter-bar.ts';
import '../../ui/ui-icon.ts';
import { t } from './again-messages.ts';
import './changed-events.ts';

/** It is never too full. */
const NO_MARK = 2;

type Counts = ReanalysisRunAnswer['shapes'];

/** One run of analysing again: how far it is, what can be done with it, and what it changed. Fires `changed`. */
@customElement('run-card')
export class RunCard extends LitElement {
  static override styles = [
    baseStyles,
    css`
      section { display: grid; gap: .8rem; }
      .head { display: flex; flex-wrap: wrap; gap: .4rem 1rem; justify-content: space-between; align-items: center; }
      .head > div { display: grid; gap: .15rem; }
      table { border-collapse: collapse; width: 100%; max-width: 28rem; font-size: .92rem; }
      th, td { text-align: left; padding: .3rem .6rem .3rem 0; border-bottom: 1px solid var(--line); font-weight: 500; }
      thead th { color: var(--text-quiet); font-size: .82rem; }
      .number { text-align: right; font-variant-numeric: tabular-nums; }
    `,
  ];

  @property({ attribute: false }) run: ReanalysisRunAnswer | null = null;
  @property({ attribute: false }) cameras: readonly Camera[] = [];
  readonly #doing = new Doing(this);

  protected override render() {
    const { run } = this;
    if (!run) return nothing;
    const { shapes, people, strangers, objects, files_done: done, files_total: total } = run;
    const unknown = strangers.map((counts) => ({ ...counts, name: t('stranger') }));
    const rows = [...shapes.map(named), ...people, ...unknown, ...objects];
    return html`<section class="card">
      <div class="head"><div><h2>${this.#scope(run)}</h2>
        <span class="quiet small">${t('begun', { when: ago(Date.parse(run.created_at)), model: run.model })}</span></div>
        <div class="row">${this.#orders(run)}</div></div>
      <meter-bar label=${t('title')} .share=${total === 0 ? 1 : done / total} .mark=${NO_MARK}></meter-bar>
      <p class="small" role="status">${progress(run)}</p>
      ${rows.length > 0 ? counted(rows) : nothing}
      ${
        run.events_changed > 0
          ? html`<changed-events .runId=${run.id} .count=${run.events_changed} .cameras=${this.cameras}></changed-events>`
          : html`<p class="quiet small">${t('same')}${run.ended_at === null ? ` (${t('soFar')})` : ''}</p>`
      }
    </section>`;
  }

  #scope({ from, to, camera }: ReanalysisRunAnswer): string {
    const name = camera === null ? null : (this.cameras.find(({ id }) => id === camera)?.name ?? t('removedCamera'));
    if (from === null || to === null) return name === null ? t('all') : t('allOf', { camera: name });
    const [first, last] = [dayName(Date.parse(from)), dayName(Date.parse(to))];
    const day = dayKey(Date.parse(from)) === dayKey(Date.parse(to)) ? first : `${first} – ${last}`;
    return name === null ? t('theDay', { day }) : t('theDayOf', { day, camera: name });
  }

  #orders({ id, state }: ReanalysisRunAnswer) {
    const button = (order: 'pause' | 'resume' | 'cancel') =>
      html`<button ?disabled=${this.#doing.busy} @click=${() => this.#do(t(order), 'POST', `${id}/${order}`)}>${t(order)}</button>`;
    if (state === 'done' || state === 'cancelled') {
      return html`<button class="plain" ?disabled=${this.#doing.busy} @click=${() => this.#do(t('forget'), 'DELETE', String(id))}>
        <ui-icon name="trash"></ui-icon>${t('forget')}</button>`;
    }
    return [button(state === 'paused' ? 'resume' : 'pause'), button('cancel')];
  }

  #do(done: string, method: 'POST' | 'DELETE', path: string): void {
    void this.#doing.do({ done, run: () => send(method, `rest/reanalyses/${path}`) });
  }
}

function named({ name, ...counts }: Counts[number]): Counts[number] {
  return { name: shapeName(name), ...counts };
}

function progress(run: ReanalysisRunAnswer): string {
  const { files_failed: failed, files_skipped: skipped, seconds_left: left } = run;
  return [
    t(`state_${run.state}`),
    ...(run.compare_only ? [t('compared')] : []),
    t('files', { done: count(run.files_done), total: count(run.files_total) }),
    ...(left === null ? [] : [t('left', { time: roughly(left * 1000) })]),
    ...(failed > 0 ? [t.count('failed', failed)] : []),
    ...(skipped > 0 ? [t.count('skipped', skipped)] : []),
  ].join(' · ');
}

function counted(rows: Counts) {
  return html`<table>
    <thead><tr><th scope="col">${t('found')}</th><th scope="col" class="number">${t('before')}</th><th scope="col" class="number">${t('after')}</th></tr></thead>
    <tbody>${rows.map(
      ({ name, before, after }) =>
        html`<tr><th scope="row">${name}</th><td class="number quiet">${count(before)}</td><td class="number">${count(after)}</td></tr>`,
    )}</tbody>
  </table>`;
}
