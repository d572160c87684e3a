import { css, html, LitElement } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { DiskAnswer } from '../../../../../src/domain/housekeeping-schemas.ts';
import { getJson } from '../../api/client.ts';
import { Fetched } from '../../api/fetched.ts';
import { bytes, percent } from '../../format/numbers.ts';
import { roughly } from '../../format/time.ts';
import { baseStyles } from '../../ui/base-styles.ts';
import '../../ui/meter-bar.ts';
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
    css`.lines, .loading { display: grid; gap: .5rem; align-content: start; min-height: 6.6rem; }`,
  ];

  readonly #disk = new Fetched(this, (signal) => getJson<DiskAnswer>('rest/disk', signal));

  protected override render() {
    return html`<section class="card"><h2>${t('disk')}</h2>${this.#disk.render(drawDisk)}<usage-list></usage-list></section>`;
  }
}

function drawDisk(disk: DiskAnswer) {
  const free = bytes(disk.available_bytes);
  const total = bytes(disk.used_bytes + disk.available_bytes);
  return html`<div class="lines">
    <meter-bar label=${t('disk')} .share=${disk.used_pct / 100} .mark=${disk.high_pct / 100}></meter-bar>
    <p>${t('diskFree', { free, total })}</p>
    <p class="quiet small">${t('diskMark', { mark: percent(disk.high_pct / 100) })} ${forecast(disk.days_until_full)}</p>
  </div>`;
}

function forecast(days: number | null): string {
  if (days === null) return t('fullNever');
  if (days > MOST_DAYS) return t('fullFar');
  return days > 0 ? t('fullIn', { time: roughly(days * DAY_MS) }) : t('fullNow');
}
