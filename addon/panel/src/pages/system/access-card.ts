import { css, html, LitElement } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { SystemReport } from '../../../../../src/ports/panel/system-report.ts';
import { getJson, send } from '../../api/client.ts';
import { Fetched } from '../../api/fetched.ts';
import { baseStyles } from '../../ui/base-styles.ts';
import '../../ui/access-list.ts';
import '../../ui/copy-field.ts';
import { ModalDialog } from '../../ui/modal-dialog.ts';
import { toast, toastError } from '../../ui/toast.ts';
import { t } from './messages.ts';

/** What is typed into cameras, and what scripts send. */
@customElement('access-card')
export class AccessCard extends LitElement {
  static override styles = [baseStyles, css`p { margin: .6rem 0; } h2:not(:first-child) { margin: 1.4rem 0 .5rem; }`];

  readonly #report = new Fetched(this, (signal) => getJson<SystemReport>('panel/system', signal));

  protected override render() {
    return html`<section class="card"><h2>${t('camera')}</h2>
      ${this.#report.render(
        ({ access }) => html`<access-list .access=${access}></access-list>
          <h2>${t('token')}</h2>
          <copy-field secret label=${t('token')} .value=${access.apiToken}></copy-field>
          <p class="quiet small">${t('tokenHint')}</p>
          <button @click=${() => this.#dialog?.open()}><ui-icon name="refresh"></ui-icon>${t('newToken')}</button>
          <modal-dialog heading=${t('newToken')}><p>${t('newTokenHint')}</p>
            <button slot="actions" class="danger" @click=${this.#renew}>${t('newToken')}</button></modal-dialog>`,
      )}</section>`;
  }

  get #dialog(): ModalDialog | null {
    const found = this.renderRoot.querySelector('modal-dialog');
    return found instanceof ModalDialog ? found : null;
  }

  readonly #renew = async () => {
    this.#dialog?.close();
    try {
      await send('POST', 'panel/token');
      toast(t('tokenRenewed'));
      await this.#report.reload();
    } catch (error) {
      toastError(error);
    }
  };
}
