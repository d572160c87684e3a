import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { send } from '../../api/client.ts';
import { inWords } from '../../i18n/in-words.ts';
import { baseStyles } from '../../ui/base-styles.ts';
import '../../ui/error-note.ts';
import '../../ui/ui-icon.ts';
import { t } from './messages.ts';

interface Found {
  readonly model: string;
  readonly firmware: string;
  readonly warnings: readonly string[];
}

/** Tries what a camera's form says, before anything is kept. */
@customElement('camera-trial')
export class CameraTrial extends LitElement {
  static override styles = [
    baseStyles,
    css`:host { display: grid; gap: .7rem; justify-items: start; } .banner { width: 100%; }`,
  ];

  /** The form's values as they are now. */
  @property({ attribute: false }) values: () => Readonly<Record<string, unknown>> = () => ({});
  @state() private busy = false;
  @state() private error: unknown = null;
  @state() private found: Found | null = null;

  protected override render() {
    return html`<button type="button" ?disabled=${this.busy} @click=${this.#try}><ui-icon name="pulse"></ui-icon>${t('try')}</button>
      ${this.busy ? html`<p class="quiet small" role="status">${t('trying')}</p>` : nothing}
      ${this.error === null ? nothing : html`<error-note .error=${this.error}></error-note>`}
      ${this.found ? drawFound(this.found) : nothing}`;
  }

  readonly #try = async () => {
    this.busy = true;
    this.error = null;
    this.found = null;
    const { id, brand, host, user, password } = this.values();
    try {
      const body = { brand, host, user, ...(password ? { password } : {}), ...(id === undefined ? {} : { id }) };
      this.found = (await send('POST', 'rest/try_camera', body)) as Found; // as that route declares it
    } catch (error) {
      this.error = error;
    }
    this.busy = false;
  };
}

function drawFound({ model, firmware, warnings }: Found) {
  return html`<div class="banner good" role="status"><ui-icon name="check"></ui-icon><div><p>${t('found', { model, firmware })}</p>
    ${warnings.map((warning) => html`<p class="warn small">${inWords(warning)}</p>`)}</div></div>`;
}
