import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { baseStyles } from './base-styles.ts';
import { t } from './messages.ts';

/** A question over the page; `open()` shows it. What can be answered goes into the slot `actions`, beside "Cancel". */
@customElement('modal-dialog')
export class ModalDialog extends LitElement {
  static override styles = [
    baseStyles,
    css`
      dialog { width: min(30rem, calc(100vw - 2rem)); padding: 1.3rem; border: 1px solid var(--line); border-radius: var(--radius); background: var(--card); color: var(--text); }
      dialog::backdrop { background: rgb(0 0 0 / 55%); }
      .content { display: grid; gap: .9rem; }
      .actions { display: flex; flex-wrap: wrap; justify-content: flex-end; gap: .6rem; }
    `,
  ];

  @property() heading = '';

  private get dialog(): HTMLDialogElement | null {
    return this.renderRoot.querySelector('dialog');
  }

  open(): void {
    this.dialog?.showModal();
  }

  close(): void {
    this.dialog?.close();
  }

  protected override render() {
    return html`<dialog aria-labelledby="heading">
      <div class="content">
        <h2 id="heading">${this.heading}</h2>
        <slot></slot>
        <div class="actions">
          <button @click=${() => this.close()}>${t('cancel')}</button>
          <slot name="actions"></slot>
        </div>
      </div>
    </dialog>`;
  }
}
