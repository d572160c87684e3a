import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { baseStyles } from './base-styles.ts';

/** Asks for a name, a known one or a new one. Fires `name` with it. */
@customElement('name-field')
export class NameField extends LitElement {
  static override styles = [
    baseStyles,
    css`form { display: flex; gap: .5rem; } input { min-width: 0; flex: 1; } button { white-space: nowrap; }`,
  ];

  /** What it is called for a screen reader, too: "This is ..." */
  @property() label = '';
  @property() action = '';
  @property() value = '';
  @property({ attribute: false }) known: readonly string[] = [];
  @property({ type: Boolean }) busy = false;

  /** Names are rarely given where they can be: what is known is offered once somebody begins. */
  @state() private asked = false;

  /** What was typed is done with. */
  clear(): void {
    if (this.input) this.input.value = this.value;
  }

  private get input(): HTMLInputElement | null {
    return this.renderRoot.querySelector('input');
  }

  protected override render() {
    const known = this.asked ? this.known : [];
    return html`<form @submit=${this.#submit}>
      <input name="name" dir="auto" aria-label=${this.label} placeholder=${this.label} .value=${this.value} list=${this.known.length > 0 ? 'known' : nothing} maxlength="100" required autocomplete="off" @focus=${this.#ask} />
      <datalist id="known">${known.map((name) => html`<option value=${name}></option>`)}</datalist>
      <button ?disabled=${this.busy}>${this.action}</button></form>`;
  }

  readonly #ask = () => {
    this.asked = true;
  };

  readonly #submit = (event: SubmitEvent) => {
    event.preventDefault();
    const name = this.input?.value.trim() ?? '';
    if (name !== '') this.dispatchEvent(new CustomEvent('name', { detail: name }));
  };
}
