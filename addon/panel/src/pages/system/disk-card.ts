import { css, html, LitElement, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { DiskAnswer } from '../../../../../src/domain/housekeeping-schemas.ts';
import { getJson, send } from '../../api/client.ts';
import { Fetched } from '../../api/fetched.ts';
import { bytes, percent } from '../../format/numbers.ts';
import { roughly } from '../../format/time.ts';
import { baseStyles } from '../../ui/base-styles.ts';
import { Doing } from '../../ui/doing.ts';
import '../../ui/meter-bar.ts';
import '../../ui/modal-dialog.ts';
import type { ModalDialog } from '../../ui/modal-dialog.ts';
import '../../ui/ui-icon.ts';
import { t } from './upkeep-messages.ts';
import './usage-list.ts';

const DAY_MS = 86_400_000;
/** Nobody knows the pace of what is further away. */
const MOST_DAYS = 1000;

/** How full the disk is, and when it will be full. */
@customElement('disk-card')
export class DiskCard extends LitElement {
  static override styles = [
    baseStyles,
    css`
      .lines, .loading { display: grid; gap: .5rem; align-content: start; min-height: 6.6rem; }
      .banner { margin-bottom: 1rem; }
      .banner button { margin-top: .6rem; }
    `,
  ];

  readonly #doing = new Doing(this);
  readonly #disk = new Fetched(this, (signal) => getJson<DiskAnswer>('rest/disk', signal));

  protected override render() {
    return html`<section class="card"><h2>${t('disk')}</h2>${this.#absence()}${this.#disk.render(drawDisk)}<usage-list></usage-list></section>`;
  }

  /** A share that is not mounted; only a person knows whether it comes back. */
  #absence() {
    if ((this.#disk.value?.absence ?? null) === null) return nothing;
    const dialog = () => this.renderRoot.querySelector<ModalDialog>('modal-dialog');
    return html`<div class="banner bad" role="alert"><ui-icon name="warning"></ui-icon><div><p>${t('away')}</p>
        <button @click=${() => dialog()?.open()}>${t('accept')}</button></div></div>
      <modal-dialog heading=${t('accept')}><p>${t('acceptHint')}</p>
        <button slot="actions" class="danger" ?disabled=${this.#doing.busy} @click=${() => this.#accept(dialog())}>${t('accept')}</button></modal-dialog>`;
  }

  async #accept(dialog: ModalDialog | null): Promise<void> {
    await this.#doing.do({ done: t('accepted'), run: () => send('POST', 'rest/disk/accept') });
    dialog?.close();
    await this.#disk.reload();
  }
}

function drawDisk(disk: DiskAnswer) {
  const free = bytes(disk.available_bytes);
  const total = bytes(disk.used_bytes + disk.available_bytes);
  return html`<div class="lines">
    <meter-bar label=${t('disk')} .share=${disk.used_pct / 100} .mark=${disk.high_pct / 100}></meter-bar>
    <p>${t('diskFree', { free, total })}</p>
    <p class="quiet small">${t('diskMark', { mark: percent(disk.high_pct / 100) })} ${forecast(disk)}</p>
  </div>`;
}

function forecast({ days_until_full: days, bytes_per_day: pace }: DiskAnswer): string {
  if (days === null) return t(pace > 0 ? 'fullByAge' : 'fullNever');
  if (days > MOST_DAYS) return t('fullFar');
  return days > 0 ? t('fullIn', { time: roughly(days * DAY_MS) }) : t('fullNow');
}
