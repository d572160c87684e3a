import { css, html, LitElement, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { SettingsImportAnswer } from '../../../../../src/domain/settings-import-schema.ts';
import { sendFile } from '../../api/client.ts';
import { forgetTables } from '../../api/tables.ts';
import { percent } from '../../format/numbers.ts';
import { dateAndTime } from '../../format/time.ts';
import { baseStyles } from '../../ui/base-styles.ts';
import '../../ui/error-note.ts';
import '../../ui/ui-icon.ts';
import { t } from './backup-messages.ts';
import './import-preview.ts';

/** Home Assistant lets no more through to an add-on's page. */
const MOST_BYTES = 16 * 1024 * 1024;
const TYPE = 'application/vnd.concierge.settings+json';

/** Reads a settings file in: says first what would change, and does it when that is wanted. */
@customElement('restore-form')
export class RestoreForm extends LitElement {
  static override styles = [
    baseStyles,
    css`:host { display: grid; gap: .8rem; } input[type='file'] { padding: .45rem; }`,
  ];

  @state() private file: File | null = null;
  @state() private busy = false;
  /** How much of the file is out, 0..1. */
  @state() private sent = 0;
  @state() private error: unknown = null;
  @state() private preview: SettingsImportAnswer | null = null;
  #passphrase = '';

  protected override render() {
    return html`
      <div class="field"><label for="file">${t('file')}</label>
        <input id="file" type="file" accept=".json,application/json" ?disabled=${this.busy} @change=${this.#picked} /></div>
      ${this.file && (this.error !== null || this.preview?.passwords === 'sealed') ? this.#askPassphrase() : nothing}
      ${this.busy ? this.#progress() : nothing}
      ${this.error === null ? nothing : html`<error-note .error=${this.error}></error-note>`}
      ${this.preview ? this.#draw(this.preview) : nothing}`;
  }

  #progress() {
    const words = this.sent < 1 ? t('sending', { share: percent(this.sent) }) : t('reading');
    return html`<p class="quiet" role="status">${words}</p><progress aria-label=${t('restore')} .value=${this.sent}></progress>`;
  }

  #askPassphrase() {
    return html`<div class="field"><label for="opens">${t('opens')}</label>
        <input id="opens" type="password" autocomplete="off" maxlength="200" .value=${this.#passphrase} @input=${this.#typed} />
        <span class="hint">${t('opensHint')}</span></div>
      <div class="row"><button ?disabled=${this.busy} @click=${() => this.#read(true)}><ui-icon name="refresh"></ui-icon>${t('lookAgain')}</button></div>`;
  }

  #draw(preview: SettingsImportAnswer) {
    const isDone = !preview.dry_run;
    return html`
      <p class=${isDone ? 'good' : ''} role="status"><strong>${isDone ? t('done') : t('wouldChange', { when: dateAndTime(Date.parse(preview.made_at)), version: preview.made_by })}</strong></p>
      <import-preview .preview=${preview}></import-preview>
      ${
        isDone
          ? nothing
          : html`<div class="row">
        <button class="primary" ?disabled=${this.busy} @click=${() => this.#read(false)}><ui-icon name="check"></ui-icon>${t('take')}</button>
        <button ?disabled=${this.busy} @click=${this.#leave}>${t('leave')}</button></div>`
      }`;
  }

  readonly #picked = ({ target }: Event) => {
    const file = target instanceof HTMLInputElement ? (target.files?.[0] ?? null) : null;
    this.#passphrase = '';
    this.preview = null;
    this.error = file && file.size > MOST_BYTES ? new Error(t('tooLarge')) : null;
    this.file = this.error === null ? file : null;
    if (this.file) void this.#read(true);
  };

  readonly #typed = ({ target }: Event) => {
    if (target instanceof HTMLInputElement) this.#passphrase = target.value;
  };

  readonly #leave = () => {
    this.preview = null;
    this.file = null;
    const input = this.renderRoot.querySelector<HTMLInputElement>('#file');
    if (input) input.value = '';
  };

  async #read(isDryRun: boolean): Promise<void> {
    if (!this.file) return;
    this.busy = true;
    this.sent = 0;
    this.error = null;
    const tell = (share: number) => {
      this.sent = share;
    };
    try {
      const body = new Blob([this.file], { type: TYPE });
      const passphrase = { 'Concierge-Passphrase': encodeURIComponent(this.#passphrase) };
      const answer = await sendFile(
        `rest/settings/import?dry_run=${isDryRun}`,
        body,
        this.#passphrase ? passphrase : {},
        tell,
      );
      this.preview = answer as SettingsImportAnswer; // its route's
      if (!isDryRun) this.#taken();
    } catch (error) {
      this.error = error;
      this.preview = null;
    }
    this.busy = false;
  }

  #taken(): void {
    this.file = null;
    forgetTables();
  }
}
