import { html, LitElement } from 'lit';
import { customElement } from 'lit/decorators.js';
import '../ui/modal-dialog.ts';
import type { ModalDialog } from '../ui/modal-dialog.ts';
import { t } from './messages.ts';
import { go } from './router.ts';
import { hasUnsaved } from './unsaved.ts';

/** Asks before something typed and not saved is left. A browser asks by itself when the panel is closed or loaded anew. */
@customElement('leave-guard')
export class LeaveGuard extends LitElement {
  #wanted = '';
  #isLeaving = false;

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('beforeunload', this.#unload);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('beforeunload', this.#unload);
  }

  /**
   * Whether the address may be followed. If not, it is again the one that is shown, and the user is asked.
   * @param shown the hash of the page that would be left
   */
  mayLeave(shown: string): boolean {
    if (this.#isLeaving || !hasUnsaved()) {
      this.#isLeaving = false;
      return true;
    }
    this.#wanted = location.hash || '#/';
    history.replaceState(null, '', shown);
    this.#dialog?.open();
    return false;
  }

  get #dialog(): ModalDialog | null {
    return this.renderRoot.querySelector('modal-dialog');
  }

  protected override render() {
    return html`<modal-dialog heading=${t('leaveAsk')}><p>${t('leaveWhat')}</p>
      <button slot="actions" class="danger" @click=${this.#leave}>${t('leave')}</button></modal-dialog>`;
  }

  readonly #leave = () => {
    this.#dialog?.close();
    this.#isLeaving = true;
    go(this.#wanted, { replace: true });
  };

  readonly #unload = (event: BeforeUnloadEvent) => {
    if (hasUnsaved()) event.preventDefault();
  };
}
