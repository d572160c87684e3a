import { css, html, LitElement, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { baseStyles } from './base-styles.ts';
import { t } from './messages.ts';
import type { Toast } from './toast.ts';
import './ui-icon.ts';

const SHOWN_MS = 7000;

@customElement('toast-host')
export class ToastHost extends LitElement {
  static override styles = [
    baseStyles,
    css`
      :host { position: fixed; inset: auto 0 calc(5rem + env(safe-area-inset-bottom)) 0; display: grid; justify-items: center; pointer-events: none; z-index: 20; padding: 0 1rem; }
      .toast { pointer-events: auto; display: flex; align-items: center; gap: .8rem; max-width: 34rem; padding: .6rem .7rem .6rem 1.1rem; border-radius: var(--radius-small); background: var(--text); color: var(--page); box-shadow: 0 6px 24px rgb(0 0 0 / 25%); white-space: pre-line; }
      .toast button { background: none; border-color: color-mix(in srgb, var(--page) 40%, transparent); color: var(--page); }
    `,
  ];

  @state() private shown: Toast | null = null;
  #hide: ReturnType<typeof setTimeout> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('concierge-toast', this.#show);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('concierge-toast', this.#show);
    clearTimeout(this.#hide);
  }

  readonly #show = (event: Event) => {
    if (!(event instanceof CustomEvent)) return;
    this.shown = event.detail;
    clearTimeout(this.#hide);
    this.#hide = setTimeout(() => this.#close(), SHOWN_MS);
  };

  #close(): void {
    this.shown = null;
  }

  protected override render() {
    return html`<div role="status" aria-live="polite">${this.shown ? this.#toast(this.shown) : nothing}</div>`;
  }

  #toast({ text, action }: Toast) {
    const act = () => {
      action?.run();
      this.#close();
    };
    return html`<div class="toast">
      <span>${text}</span>
      ${action ? html`<button @click=${act}>${action.label}</button>` : nothing}
      <button class="icon-only plain" aria-label=${t('close')} @click=${() => this.#close()}><ui-icon name="cross"></ui-icon></button>
    </div>`;
  }
}
