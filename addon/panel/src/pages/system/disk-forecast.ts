import { html, LitElement } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { DiskAnswer } from '../../../../../src/domain/housekeeping-schemas.ts';
import { getJson } from '../../api/client.ts';
import { Fetched } from '../../api/fetched.ts';
import { roughly } from '../../format/time.ts';
import { baseStyles } from '../../ui/base-styles.ts';
import { t } from './upkeep-messages.ts';

const DAY_MS = 86_400_000;

/** When the disk will be full. */
@customElement('disk-forecast')
export class DiskForecast extends LitElement {
  static override styles = baseStyles;

  readonly #disk = new Fetched(this, (signal) => getJson<DiskAnswer>('rest/disk', signal));

  protected override render() {
    return this.#disk.render(({ days_until_full: days }) => html`<p class="small">${words(days)}</p>`);
  }
}

function words(days: number | null): string {
  if (days === null) return t('fullNever');
  return days > 0 ? t('fullIn', { time: roughly(days * DAY_MS) }) : t('fullNow');
}
