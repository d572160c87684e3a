import { css, html, LitElement, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { send } from '../../api/client.ts';
import { baseStyles } from '../../ui/base-styles.ts';
import { toast } from '../../ui/toast.ts';
import '../../ui/error-note.ts';
import '../../ui/ui-icon.ts';
import { t } from './backup-messages.ts';
import './restore-form.ts';

/** Everything that is set up, as one file: written, and read in again. */
@customElement('backup-card')
export class BackupCard extends LitElement {
  static override styles = [
    baseStyles,
    css`
      form { display: grid; gap: .8rem; margin: .7rem 0 1.2rem; }
      .switch { display: flex; gap: .6rem; align-items: center; }
      h3 { margin-bottom: .5rem; }
    `,
  ];

  @state() private busy = false;
  @state() private error: unknown = null;

  protected override render() {
    return html`<section class="card"><h2>${t('title')}</h2><p class="quiet small">${t('intro')}</p>
      <form @submit=${this.#write}>
        <div class="field"><label for="passphrase">${t('passphrase')}</label>
          <input id="passphrase" name="passphrase" type="password" autocomplete="new-password" minlength="8" maxlength="200" />
          <span class="hint">${t('passphraseHint')}</span></div>
        <label class="switch"><input type="checkbox" name="pictures" checked />${t('pictures')}</label>
        <div class="row"><button class="primary" ?disabled=${this.busy}><ui-icon name="download"></ui-icon>${t('download')}</button>
          ${this.busy ? html`<span class="quiet" role="status">${t('writing')}</span>` : nothing}</div>
        ${this.error === null ? nothing : html`<error-note .error=${this.error}></error-note>`}
      </form>
      <h3>${t('restore')}</h3><restore-form></restore-form></section>`;
  }

  readonly #write = async (event: SubmitEvent) => {
    event.preventDefault();
    if (!(event.target instanceof HTMLFormElement)) return;
    const fields = new FormData(event.target);
    const passphrase = String(fields.get('passphrase') ?? '');
    this.busy = true;
    this.error = null;
    try {
      const wishes = { ...(passphrase !== '' && { passphrase }), pictures: fields.has('pictures') };
      save(await send('POST', 'rest/settings/export', wishes));
      toast(t('written'));
    } catch (error) {
      this.error = error;
    }
    this.busy = false;
  };
}

function save(settings: unknown): void {
  const url = URL.createObjectURL(new Blob([JSON.stringify(settings)], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `concierge-settings-${new Date().toISOString().slice(0, 10)}.json`;
  link.click();
  // The browser has to begin with it before.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
