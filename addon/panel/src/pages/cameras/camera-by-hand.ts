import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { AccessDetails, SystemReport } from '../../../../../src/ports/panel/system-report.ts';
import { getJson, send } from '../../api/client.ts';
import { Fetched } from '../../api/fetched.ts';
import type { Camera } from '../../api/tables.ts';
import '../../ui/access-list.ts';
import { baseStyles } from '../../ui/base-styles.ts';
import { toastError } from '../../ui/toast.ts';
import '../../ui/ui-icon.ts';
import { t } from './messages.ts';

type Login = Pick<AccessDetails, 'ftpHost' | 'ftpPort' | 'ftpUser' | 'ftpPassword'>;

/** What to type into a camera: the login that all share, or one of its own. */
@customElement('camera-by-hand')
export class CameraByHand extends LitElement {
  static override styles = [
    baseStyles,
    css`:host { display: grid; gap: .9rem; justify-items: start; } access-list { width: 100%; }`,
  ];

  @property({ attribute: false }) camera: Camera | null = null;
  @state() private own: Login | null = null;
  @state() private busy = false;
  readonly #system = new Fetched(this, (signal) => getJson<SystemReport>('panel/system', signal));

  protected override render() {
    const { camera, own } = this;
    if (!camera) return nothing;
    if (own) {
      return html`<p class="banner good" role="status"><ui-icon name="check"></ui-icon><span>${t('ownLoginDone')}</span></p>
        <access-list .access=${own}></access-list>`;
    }
    return html`<p class="quiet">${t('byHand')}</p>
      ${this.#system.render(({ access }) => html`<access-list .access=${access}></access-list>`)}
      <p class="quiet small">${t(camera.ftp_user ? 'ownLoginThere' : 'ownLoginHint')}</p>
      <button ?disabled=${this.busy} @click=${() => this.#give(camera.id)}><ui-icon name="person"></ui-icon>${t(camera.ftp_user ? 'ownLoginNew' : 'ownLogin')}</button>`;
  }

  async #give(id: number): Promise<void> {
    this.busy = true;
    try {
      // As that route declares it.
      const made = (await send('POST', `rest/cameras/${id}/ftp_login`)) as {
        readonly ftp_user: string;
        readonly ftp_password: string;
        readonly ftp_host: string | null;
        readonly ftp_port: number;
      };
      const { ftp_host: ftpHost, ftp_port: ftpPort, ftp_user: ftpUser, ftp_password: ftpPassword } = made;
      this.own = { ftpHost, ftpPort, ftpUser, ftpPassword };
    } catch (error) {
      toastError(error);
    }
    this.busy = false;
  }
}
