import { css, html, LitElement, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { CameraUsage } from '../../../../../src/ports/panel/camera-usage.ts';
import { getJson } from '../../api/client.ts';
import { Fetched } from '../../api/fetched.ts';
import { table } from '../../api/tables.ts';
import { bytes } from '../../format/numbers.ts';
import { baseStyles } from '../../ui/base-styles.ts';
import { cssVariables } from '../../ui/css-variables.ts';
import { t } from './cleanup-messages.ts';
import { namesOf } from './names-of.ts';

interface Shown {
  readonly usage: readonly CameraUsage[];
  readonly cameras: ReadonlyMap<number, string>;
}

/** How much of what is stored is whose. */
@customElement('usage-list')
export class UsageList extends LitElement {
  static override styles = [
    baseStyles,
    css`
      .loading { min-height: 4rem; }
      h3 { margin-top: .9rem; }
      li { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: .15rem 1rem; padding: .35rem 0; overflow-wrap: anywhere; }
      li::after { content: ''; grid-column: 1 / -1; width: var(--share); height: .3rem; border-radius: 999px; background: var(--accent); }
    `,
  ];

  readonly #shown = new Fetched(this, (signal) => this.#read(signal));

  async #read(signal: AbortSignal): Promise<Shown> {
    const [usage, cameras] = await Promise.all([
      getJson<readonly CameraUsage[]>('panel/usage', signal),
      table('cameras'),
    ]);
    return { usage, cameras: namesOf(cameras) };
  }

  protected override render() {
    return this.#shown.render(({ usage, cameras }) => {
      const most = Math.max(1, ...usage.map(({ sizeBytes }) => sizeBytes));
      return html`${usage.length === 0 ? nothing : html`<h3>${t('shares')}</h3>`}<ul>${usage.map(
        ({ cameraId, files, sizeBytes }) => html`<li ${cssVariables({ '--share': `${(sizeBytes / most) * 100}%` })}>
          <span>${cameras.get(cameraId ?? 0) ?? t('noCamera')}</span>
          <span class="quiet small">${t.count('group', files, { size: bytes(sizeBytes) })}</span></li>`,
      )}</ul>`;
    });
  }
}
