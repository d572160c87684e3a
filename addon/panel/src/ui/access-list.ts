import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { AccessDetails } from '../../../../src/ports/panel/system-report.ts';
import { baseStyles } from './base-styles.ts';
import './copy-field.ts';
import { t } from './messages.ts';

/** What to type into a camera. */
@customElement('access-list')
export class AccessList extends LitElement {
  static override styles = [
    baseStyles,
    css`
      dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .5rem 1rem; align-items: center; }
      dt { color: var(--text-quiet); font-size: .92rem; }
    `,
  ];

  @property({ attribute: false }) access: Omit<AccessDetails, 'apiToken'> | null = null;

  protected override render() {
    if (!this.access) return nothing;
    const { ftpHost, ftpPort, ftpUser, ftpPassword } = this.access;
    return html`<dl>
      <dt>${t('ftpHost')}</dt>
      <dd>${ftpHost ? this.#field('ftpHost', ftpHost) : t('ftpHostUnknown')}</dd>
      <dt>${t('port')}</dt><dd>${this.#field('port', String(ftpPort))}</dd>
      <dt>${t('user')}</dt><dd>${this.#field('user', ftpUser)}</dd>
      <dt>${t('password')}</dt><dd>${this.#field('password', ftpPassword, true)}</dd>
      <dt>${t('mode')}</dt><dd>${t('passive')}</dd>
    </dl>`;
  }

  #field(label: 'ftpHost' | 'port' | 'user' | 'password', value: string, secret = false) {
    return html`<copy-field label=${t(label)} .value=${value} ?secret=${secret}></copy-field>`;
  }
}
