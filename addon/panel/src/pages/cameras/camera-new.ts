import { css, html, LitElement, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { ApiError, send } from '../../api/client.ts';
import { Fetched } from '../../api/fetched.ts';
import { forgetTables } from '../../api/tables.ts';
import { go, href } from '../../app/router.ts';
import { baseStyles } from '../../ui/base-styles.ts';
import '../../ui/schema-form.ts';
import type { SchemaForm } from '../../ui/schema-form.ts';
import { toastError } from '../../ui/toast.ts';
import { type CameraForm, readCameraForm } from './camera-form.ts';
import './camera-trial.ts';
import { t } from './messages.ts';

/** What the first minute needs; all else can be set later. */
const LATER = [
  'zones',
  'snapshot_url',
  'live_url_hd',
  'live_url_sd',
  'analytics_enabled',
  'ftp_user',
  'ftp_password',
  'confidence_level',
  'face_recognition',
];

/** The first step of adding a camera: which it is, and how to log in to it. The next are on its own page. */
@customElement('camera-new')
export class CameraNew extends LitElement {
  static override styles = [baseStyles, css`.card { display: grid; gap: 1rem; max-width: 52rem; }`];

  @state() private errors: Readonly<Record<string, string>> = {};
  @state() private busy = false;
  readonly #form = new Fetched(this, readCameraForm);

  protected override render() {
    return html`<div class="page">
      <a href=${href('cameras')}><ui-icon name="back"></ui-icon>${t('back')}</a>
      <h1>${t('newTitle')}</h1>
      <section class="card"><p class="quiet">${t('newHint')}</p>
        ${this.#form.render(({ form, choices, types }) => {
          const row = {
            brand: choices['brand']?.[0]?.id ?? null,
            timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
          };
          const save = ({ detail }: CustomEvent<object>) => this.#create({ ...row, ...detail });
          return html`<schema-form .form=${form} .hints=${{ name: t('nameHint') }} .choices=${choices} .row=${row} .without=${LATER} .errors=${this.errors}
            ?busy=${this.busy} action=${t('create')} @save=${save} @edit=${() => this.requestUpdate()}></schema-form>
            ${this.#isReolink(types) ? html`<camera-trial .values=${() => this.form?.values ?? {}}></camera-trial>` : nothing}`;
        })}</section>
    </div>`;
  }

  private get form(): SchemaForm | null {
    return this.renderRoot.querySelector('schema-form');
  }

  /** Of the type that is chosen. */
  #isReolink(types: CameraForm['types']): boolean {
    const chosen = this.form?.values['brand'] ?? types[0]?.id;
    return types.some(({ id, brand }) => id === chosen && brand.name === 'Reolink');
  }

  async #create(row: object): Promise<void> {
    this.busy = true;
    this.errors = {};
    try {
      const made = await send('POST', 'rest/cameras', row);
      forgetTables();
      this.form?.reset();
      if (typeof made === 'object' && made !== null && 'id' in made)
        go(href('cameras', [Number(made.id)], { fresh: 'yes' }));
    } catch (error) {
      if (error instanceof ApiError) this.errors = error.fields;
      else toastError(error);
    }
    this.busy = false;
  }
}
