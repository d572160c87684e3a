import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { baseStyles } from './base-styles.ts';
import { copyText } from './copy-text.ts';
import { t } from './messages.ts';
import { toast } from './toast.ts';
import './ui-icon.ts';

/** A word to type in elsewhere, with a button that copies it. What is secret is shown when it is asked for. */
@customElement('copy-field')
export class CopyField extends LitElement {
  static override styles = [
    baseStyles,
    css`
      :host { display: flex; align-items: center; gap: .2rem; min-width: 0; }
      code { flex: 1; min-width: 0; padding: .45rem .7rem; border-radius: var(--radius-small); background: var(--page); border: 1px solid var(--line); }
    `,
  ];

  @property() label = '';
  @property() value = '';
  @property({ type: Boolean }) secret = false;
  @state() private open = false;

  protected override render() {
    const hidden = this.secret && !this.open;
    return html`
      <code>${hidden ? '••••••••••' : this.value}</code>
      ${this.secret ? this.#button('eye', hidden ? t('show') : t('hide'), () => this.#turn()) : nothing}
      ${this.#button('copy', t('copy'), () => this.#copy())}
    `;
  }

  #button(icon: 'eye' | 'copy', label: string, act: () => void) {
    return html`<button class="icon-only plain" title=${label} aria-label="${label}: ${this.label}" @click=${act}><ui-icon name=${icon}></ui-icon></button>`;
  }

  #turn(): void {
    this.open = !this.open;
  }

  async #copy(): Promise<void> {
    if (await copyText(this.value)) toast(t('copied'));
    else this.open = true;
  }
}
