import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { apiUrl, getJson, send } from '../../api/client.ts';
import { type Camera, forgetTables } from '../../api/tables.ts';
import { inWords } from '../../i18n/in-words.ts';
import { baseStyles } from '../../ui/base-styles.ts';
import '../../ui/error-note.ts';
import '../../ui/ui-icon.ts';
import '../../ui/wait-note.ts';
import { t } from './messages.ts';

/** Sets a camera up that Concierge can reach into, and looks through it. */
@customElement('camera-setup')
export class CameraSetup extends LitElement {
  static override styles = [
    baseStyles,
    css`
      :host { display: grid; gap: .9rem; }
      img { width: 100%; border-radius: var(--radius-small); }
    `,
  ];

  @property({ attribute: false }) camera: Camera | null = null;
  /** It was added just now: its setup is under way, and is waited for. */
  @property({ type: Boolean }) fresh = false;
  @state() private doing: 'nothing' | 'setting up' | 'done' = 'nothing';
  @state() private error: unknown = null;
  @state() private warnings: readonly string[] = [];
  @state() private snapshot = 0;

  protected override firstUpdated(_changed: PropertyValues<this>): void {
    if (this.fresh && this.camera) void this.#setUp(this.camera.id);
  }

  protected override render() {
    const { camera, doing } = this;
    if (!camera) return nothing;
    return html`<p class="quiet">${t('setUpHint')}</p>
      ${doing === 'setting up' ? html`<wait-note>${t('settingUp')}</wait-note>` : nothing}
      ${doing === 'done' ? html`<p class="banner good" role="status"><ui-icon name="check"></ui-icon>${t('setUpDone')}</p>` : nothing}
      ${this.warnings.map((warning) => html`<p class="warn small">${inWords(warning)}</p>`)}
      ${this.error ? html`<error-note .error=${this.error}></error-note>` : nothing}
      <div class="row">
        <button ?disabled=${doing === 'setting up'} @click=${() => this.#setUp(camera.id)}><ui-icon name="wand"></ui-icon>${t('setUp')}</button>
        <button @click=${() => this.#look()}><ui-icon name="eye"></ui-icon>${t('snapshot')}</button>
      </div>
      ${this.snapshot > 0 ? html`<img src="${apiUrl(`rest/cameras/${camera.id}/snapshot`)}?${this.snapshot}" alt=${t('snapshot')} @error=${() => this.#noPicture(camera.id)} />` : nothing}`;
  }

  #look(): void {
    this.error = null;
    this.snapshot = Date.now();
  }

  /** An image tells nothing of why there is none. */
  async #noPicture(id: number): Promise<void> {
    this.snapshot = 0;
    await getJson(`rest/cameras/${id}/snapshot`).catch((error: unknown) => {
      this.error = error;
    });
  }

  async #setUp(id: number): Promise<void> {
    this.doing = 'setting up';
    this.error = null;
    this.warnings = [];
    try {
      const report = await send('POST', `rest/cameras/${id}/setup`);
      this.warnings = (report as { readonly warnings: readonly string[] }).warnings; // as that route declares it
      this.doing = 'done';
    } catch (error) {
      this.error = error;
      this.doing = 'nothing';
    }
    forgetTables();
  }
}
